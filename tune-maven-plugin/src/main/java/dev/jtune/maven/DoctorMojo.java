package dev.jtune.maven;

import com.sun.management.OperatingSystemMXBean;
import dev.jtune.maven.Examination.Finding;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;

/**
 * Looks for what keeps studies from being run or judged, and says how to mend it: {@code mvn test-compile tune:doctor}. It fails if
 * there is anything that does.
 */
@Mojo(name = "doctor", aggregator = true, requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class DoctorMojo extends TuneMojo {
    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (isSkipped()) {
            return;
        }
        List<String> problems = new ArrayList<>();
        for (MavenProject project : projects()) {
            TunedModule module = module(project);
            List<DeclaredStudy> declared = declared(module);
            if (declared.isEmpty() && !module.hasEngine()) {
                getLog().info(module.name() + ": no studies");
                continue;
            }
            getLog().info(module.name() + ":");
            try {
                for (Finding finding :
                        new Examination(module, declared).findings(ownVersion(), isCheckBound(project), memory())) {
                    tell(finding, problems);
                }
            } catch (IOException e) {
                throw new MojoExecutionException(String.valueOf(e.getMessage()), e);
            }
        }
        if (!problems.isEmpty()) {
            throw new MojoFailureException(String.join("\n", problems));
        }
    }

    private void tell(Finding finding, List<String> problems) {
        switch (finding.level()) {
            case FINE -> getLog().info("  " + finding.message());
            case HINT -> getLog().warn("  " + finding.message());
            case PROBLEM -> problems.add(finding.message());
        }
    }

    private static String ownVersion() {
        return Objects.toString(DoctorMojo.class.getPackage().getImplementationVersion(), "");
    }

    private static boolean isCheckBound(MavenProject project) {
        Plugin plugin = project.getPlugin("dev.jtune:tune-maven-plugin");
        return plugin != null
                && plugin.getExecutions().stream()
                        .anyMatch(execution -> execution.getGoals().contains("check"));
    }

    private static long memory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }
}
