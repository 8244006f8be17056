package dev.jtune.maven;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What Surefire or Failsafe wrote down of the tests of a class. */
final class TestReport {
    private TestReport() {}

    /**
     * A test that failed.
     *
     * @param name its name in the report
     * @param message the first line of what it said
     */
    record Failure(String name, String message) {}

    /** Return the file in which a class is reported. */
    static Path file(Path directory, DeclaredStudy study) {
        return directory.resolve("TEST-" + study.className() + ".xml");
    }

    /** Return the failures of a study's own nodes and of the contracts of its class; none where nothing can be read. */
    static List<Failure> failures(Path file, DeclaredStudy study) {
        List<Failure> failures = new ArrayList<>();
        NodeList cases = tests(file);
        for (int i = 0; cases != null && i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            if (isOf(test.getAttribute("name"), study)) {
                add(failures, test);
            }
        }
        return failures;
    }

    private static @Nullable NodeList tests(Path file) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = factory.newDocumentBuilder().parse(file.toFile());
            return document.getElementsByTagName("testcase");
        } catch (ParserConfigurationException | SAXException | IOException e) {
            return null;
        }
    }

    private static boolean isOf(String test, DeclaredStudy study) {
        return test.equals(study.method())
                || test.startsWith(study.method() + "(")
                || test.startsWith(study.method() + " ")
                || test.startsWith("contract ");
    }

    private static void add(List<Failure> failures, Element test) {
        for (String kind : List.of("failure", "error")) {
            NodeList found = test.getElementsByTagName(kind);
            if (found.getLength() > 0) {
                String message = ((Element) found.item(0)).getAttribute("message");
                failures.add(new Failure(
                        test.getAttribute("name"), message.lines().findFirst().orElse("")));
            }
        }
    }
}
