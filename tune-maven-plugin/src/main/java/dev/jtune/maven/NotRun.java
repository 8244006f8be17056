package dev.jtune.maven;

import dev.jtune.Problem;
import dev.jtune.gate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Finds out why a declared study has no result: most causes leave a build green, and none can be seen in its output. */
final class NotRun {
    private final TunedModule module;

    /** Why studies were not run, and what to do about it. */
    record Cause(String reason, String fix) {}

    NotRun(TunedModule module) {
        this.module = module;
    }

    StudyVerdict because(DeclaredStudy study, Cause cause) {
        return StudyVerdict.failing(
                study,
                Verdict.NOT_RUN,
                new Problem("TUNE-600", study.shortName(), cause.reason(), cause.fix()).toString());
    }

    StudyVerdict explain(DeclaredStudy study) {
        Optional<String> failure = failure(study);
        return failure.isPresent()
                ? StudyVerdict.failing(
                        study,
                        Verdict.ERROR,
                        "TUNE-601 " + study.shortName() + ": it failed before it had a result: " + failure.get())
                : because(study, cause(study));
    }

    private Cause cause(DeclaredStudy study) {
        Surefire surefire = module.surefire();
        String type = study.simpleClassName();
        if (!module.hasEngine()) {
            return new Cause(
                    "declared, and nothing runs it: tune-engine is not on the class path of the tests",
                    "add dev.jtune:tune-engine with scope test");
        }
        if (surefire.isTooOld()) {
            return new Cause(
                    "declared, and not run: Surefire " + surefire.version()
                            + " cannot run engines of the JUnit Platform",
                    "set maven-surefire-plugin " + Surefire.TESTED + " or newer (mvn tune:doctor explains)");
        }
        if (!surefire.engines().isEmpty()) {
            return new Cause(
                    "declared, and not run: " + surefire.engines() + " of Surefire leaves out the engine tune",
                    "let it have tune");
        }
        if (!surefire.takes(study.className())) {
            return study.className().contains("$")
                    ? new Cause(
                            "declared, and not run: Surefire leaves out classes in classes",
                            "move " + type + " to a file of its own")
                    : new Cause(
                            "declared, and not run: the includes of Surefire do not take " + type,
                            "name it " + type + "Test, or add it to the includes");
        }
        if (!surefire.test().isEmpty()) {
            return new Cause("not run by -Dtest=" + surefire.test(), "run mvn verify without it");
        }
        if (!surefire.groups().isEmpty()) {
            return new Cause("not run by " + surefire.groups(), "run mvn verify without it");
        }
        return new Cause(
                "declared, and there is no result in " + module.shown(module.directory(study)),
                "run mvn verify; mvn tune:doctor looks for what may be in the way");
    }

    /** Return the first line of what Surefire reports of a study that failed as a whole. */
    private Optional<String> failure(DeclaredStudy study) {
        Path report =
                module.testClasses().resolveSibling("surefire-reports").resolve("TEST-" + study.className() + ".xml");
        if (Files.notExists(report)) {
            return Optional.empty();
        }
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = factory.newDocumentBuilder().parse(report.toFile());
            NodeList cases = document.getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                Element test = (Element) cases.item(i);
                Optional<String> failure = failure(test).filter(text -> isOf(test, study));
                if (failure.isPresent()) {
                    return failure;
                }
            }
            return Optional.empty();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isOf(Element test, DeclaredStudy study) {
        String name = test.getAttribute("name");
        return name.equals(study.method())
                || name.startsWith(study.method() + "(")
                || name.startsWith(study.method() + " ");
    }

    private static Optional<String> failure(Element test) {
        for (String kind : new String[] {"failure", "error"}) {
            NodeList found = test.getElementsByTagName(kind);
            if (found.getLength() > 0) {
                return ((Element) found.item(0)).getAttribute("message").lines().findFirst();
            }
        }
        return Optional.empty();
    }
}
