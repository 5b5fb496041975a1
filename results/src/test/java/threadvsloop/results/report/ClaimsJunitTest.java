package threadvsloop.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import threadvsloop.results.claims.ClaimsDocument;

class ClaimsJunitTest {

    @Test
    void everyClaimIsATestAndTheUndecidedAreSkipped() throws Exception {
        Element suite = suite(SyntheticClaims.all(), Map.of());

        assertThat(attributes(suite, "name", "tests", "failures", "errors", "skipped"))
                .containsExactly("claims", "6", "0", "0", "3");
        Element memory = testCase(suite, "C06 A thread asleep on I/O costs memory");
        assertThat(memory.getAttribute("classname")).isEqualTo("claims");
        assertThat(memory.getTextContent()).contains("Supported: A connection costs 51.2 KiB");
        assertThat(messages(suite, "C08 Fewer threads use the CPU more economically", "skipped"))
                .containsExactly("Inconclusive: The interval holds the threshold; 14 blocks would decide. CPU per "
                        + "request, eventloop ÷ blocking-platform: ×0.93 (0.71 to 1.12), across 0.9.");
        assertThat(messages(suite, "C14 Ecosystem matters more than raw numbers", "skipped"))
                .singleElement()
                .asString()
                .startsWith("Out of scope: How much a library is worth");
    }

    @Test
    void anotherVerdictThanExpectedFailsAndSoDoesAnAbsentClaim() throws Exception {
        Element suite = suite(
                SyntheticClaims.all(),
                Map.of("C06", "Refuted", "C20", "Refuted", "C08", "Inconclusive", "C99", "Supported"));

        assertThat(attributes(suite, "tests", "failures", "skipped")).containsExactly("7", "2", "2");
        assertThat(messages(suite, "C06 A thread asleep on I/O costs memory", "failure"))
                .singleElement()
                .asString()
                .startsWith("expected Refuted, found Supported: A connection costs");
        assertThat(messages(suite, "C99", "failure"))
                .containsExactly("expected Supported, but the run says nothing of this claim");
        assertThat(messages(suite, "C20 Node is faster than Java", "failure")).isEmpty();
        assertThat(messages(suite, "C08 Fewer threads use the CPU more economically", "skipped"))
                .isEmpty();
    }

    @Test
    void textStaysTextAndWhatXmlCannotHoldIsReplaced() throws Exception {
        Element suite = suite(SyntheticClaims.document(SyntheticClaims.hostile()), Map.of("X1", "<&\""));

        String name = "X1 " + SyntheticClaims.HOSTILE;
        assertThat(testCase(suite, name).getTextContent()).contains(SyntheticClaims.HOSTILE + '\uFFFD');
        assertThat(messages(suite, name, "failure"))
                .singleElement()
                .asString()
                .startsWith("expected <&\", found Inconclusive: The interval holds the threshold. </script>");
    }

    /// As another XML parser reads it.
    private static Element suite(ClaimsDocument document, Map<String, String> expected) throws Exception {
        String xml = ClaimsJunit.text(document, expected);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }

    private static Element testCase(Element suite, String name) {
        return elements(suite, "testcase")
                .filter(one -> one.getAttribute("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> messages(Element suite, String name, String tag) {
        return elements(testCase(suite, name), tag).map(one -> one.getAttribute("message"));
    }

    private static Stream<Element> elements(Element parent, String tag) {
        NodeList all = parent.getElementsByTagName(tag);
        return IntStream.range(0, all.getLength()).mapToObj(all::item).map(Element.class::cast);
    }

    private static Stream<String> attributes(Element element, String... names) {
        return Stream.of(names).map(element::getAttribute);
    }
}
