package threadvsloop.results.run;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Reads and writes the JSON documents. Strict: unknown and missing fields are errors, and so is null but where a
/// record
/// says so, so that a document is either understood whole or refused.
public final class Documents {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Documents() {}

    /// @param schemaVersion that the document must have
    public static <T> T read(Path file, Class<T> type, int schemaVersion) throws IOException {
        return read(file, type, schemaVersion, document -> {});
    }

    /// @param additions fills in what the document may lack
    public static <T> T read(Path file, Class<T> type, int schemaVersion, Consumer<JsonNode> additions)
            throws IOException {
        return readSealed(file, type, schemaVersion, additions).document();
    }

    /// @param seal what the document says of its own content and of the files beside it
    record Sealed<T>(T document, Seal seal) {}

    static <T> Sealed<T> readSealed(Path file, Class<T> type, int schemaVersion, Consumer<JsonNode> additions)
            throws IOException {
        String text = StoredFiles.read(file);
        try {
            JsonNode tree = MAPPER.readTree(text);
            requireVersion(file, tree.path("schemaVersion").asInt(0), schemaVersion);
            Seal seal = Seal.takeFrom(tree);
            additions.accept(tree);
            return new Sealed<>(MAPPER.treeToValue(tree, type), seal);
        } catch (JsonProcessingException e) {
            throw new RunDirectoryException(
                    file + ": not a readable document: " + where(e) + firstLine(e)
                            + "; it is damaged or was edited: restore it from a copy",
                    e);
        }
    }

    /// The seal of a document of any kind; none if it cannot be read.
    static Seal sealOf(Path file) {
        try {
            return Seal.takeFrom(MAPPER.readTree(StoredFiles.read(file)));
        } catch (IOException e) {
            System.getLogger(Documents.class.getName()).log(System.Logger.Level.DEBUG, "no seal can be read", e);
            return Seal.takeFrom(MAPPER.nullNode());
        }
    }

    /// Replaces the file whole.
    public static void write(Path file, Object document) throws IOException {
        StoredFiles.write(file, text(document));
    }

    /// As [#write], with a seal.
    ///
    /// @param files digest by name of files that belong to the document
    static void writeSealed(Path file, Object document, Map<String, String> files) throws IOException {
        StoredFiles.write(file, text(Seal.seal(MAPPER.valueToTree(document), files)));
    }

    /// A document as it stands in its file.
    public static String text(Object document) throws JsonProcessingException {
        return MAPPER.writeValueAsString(document) + "\n";
    }

    private static void requireVersion(Path file, int found, int known) throws RunDirectoryException {
        if (found == 0) {
            throw new RunDirectoryException(file + ": has no schemaVersion; it was not written by tvl, or is damaged");
        }
        if (found != known) {
            throw new RunDirectoryException(String.format(
                    Locale.ROOT,
                    "%s: schemaVersion %d, but this tvl knows %d; use the tvl that wrote it (%s)",
                    file,
                    found,
                    known,
                    "run.json names its commit"));
        }
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : "line " + e.getLocation().getLineNr() + ": ";
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    }
}
