package threadvsloop.results.report;

import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import threadvsloop.results.claims.ClaimsDocument;
import threadvsloop.results.claims.ClaimsDocument.Claim;
import threadvsloop.results.claims.Ruling;

/// `claims-junit.xml`: a test case per claim, so that a build server shows verdicts and fails when one is not as
/// expected.
public final class ClaimsJunit {
    private final ClaimsDocument document;
    private final Map<String, String> expected;
    private final XMLStreamWriter xml;

    private ClaimsJunit(ClaimsDocument document, Map<String, String> expected, XMLStreamWriter xml) {
        this.document = document;
        this.expected = new TreeMap<>(expected);
        this.xml = xml;
    }

    /// A claim fails if its verdict is not the expected one, or if it is expected and absent. Where nothing is
    /// expected, one that is inconclusive or out of scope is skipped.
    ///
    /// @param expected claim id to verdict, as [Ruling#label] has it
    public static String text(ClaimsDocument document, Map<String, String> expected) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            new ClaimsJunit(document, expected, xml).write();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write XML to memory", e);
        }
        return text.append('\n').toString();
    }

    private void write() throws XMLStreamException {
        Map<String, String> absent = new TreeMap<>(expected);
        document.claims().forEach(claim -> absent.remove(claim.id()));
        long failed =
                document.claims().stream().filter(this::isOtherThanExpected).count() + absent.size();
        long skipped = document.claims().stream().filter(this::isSkipped).count();
        xml.writeStartDocument("UTF-8", "1.0");
        line("");
        xml.writeStartElement("testsuite");
        attribute("name", "claims");
        attribute("tests", Long.toString(document.claims().size() + (long) absent.size()));
        attribute("failures", Long.toString(failed));
        attribute("errors", "0");
        attribute("skipped", Long.toString(skipped));
        for (Claim claim : document.claims()) {
            write(claim);
        }
        for (Map.Entry<String, String> claim : absent.entrySet()) {
            begin(claim.getKey());
            failure("expected " + claim.getValue() + ", but the run says nothing of this claim");
            end();
        }
        line("");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void write(Claim claim) throws XMLStreamException {
        begin(claim.id() + " " + claim.title());
        if (isOtherThanExpected(claim)) {
            failure("expected %s, found %s: %s"
                    .formatted(expected.get(claim.id()), claim.verdict().label(), Verdicts.seen(claim)));
        } else if (isSkipped(claim)) {
            line("    ");
            xml.writeEmptyElement("skipped");
            attribute("message", claim.verdict().label() + ": " + Verdicts.seen(claim));
        }
        line("    ");
        xml.writeStartElement("system-out");
        xml.writeCharacters(legal("%s: %s".formatted(claim.verdict().label(), claim.evidence())));
        xml.writeEndElement();
        end();
    }

    private boolean isOtherThanExpected(Claim claim) {
        String verdict = expected.get(claim.id());
        return verdict != null && !verdict.equals(claim.verdict().label());
    }

    private boolean isSkipped(Claim claim) {
        boolean undecided = claim.verdict() == Ruling.INCONCLUSIVE || claim.verdict() == Ruling.OUT_OF_SCOPE;
        return undecided && !expected.containsKey(claim.id());
    }

    private void begin(String name) throws XMLStreamException {
        line("  ");
        xml.writeStartElement("testcase");
        attribute("classname", "claims");
        attribute("name", name);
    }

    private void end() throws XMLStreamException {
        line("  ");
        xml.writeEndElement();
    }

    private void failure(String message) throws XMLStreamException {
        line("    ");
        xml.writeEmptyElement("failure");
        attribute("message", message);
        attribute("type", "verdict");
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    private void line(String indent) throws XMLStreamException {
        xml.writeCharacters("\n" + indent);
    }

    /// XML has no way to write most control characters and lone surrogates.
    private static String legal(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }
}
