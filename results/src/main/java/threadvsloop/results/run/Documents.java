package threadvsloop.results.run;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

    /// @param additions fills in what an older document of this version lacks
    public static <T> T read(Path file, Class<T> type, int schemaVersion, Consumer<JsonNode> additions)
            throws IOException {
        try {
            JsonNode tree = MAPPER.readTree(Files.readString(file));
            requireVersion(file, tree.path("schemaVersion").asInt(0), schemaVersion);
            additions.accept(tree);
            return MAPPER.treeToValue(tree, type);
        } catch (NoSuchFileException e) {
            throw new RunDirectoryException(file + ": missing; is this a run directory?", e);
        } catch (JsonProcessingException e) {
            throw new RunDirectoryException(file + ": not a readable document: " + firstLine(e), e);
        }
    }

    /// Replaces the file whole.
    public static void write(Path file, Object document) throws IOException {
        writeAtomically(file, MAPPER.writeValueAsString(document) + "\n");
    }

    /// A reader sees the old file or the whole new one, also when the writer is killed half way.
    static void writeAtomically(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.writeString(unfinished, text, StandardCharsets.UTF_8);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            // A full disk does not say of which file.
            FileSystemException named = new FileSystemException(file.toString(), null, e.getMessage());
            named.initCause(e);
            throw named;
        }
    }

    private static void requireVersion(Path file, int found, int known) throws RunDirectoryException {
        if (found == 0) {
            throw new RunDirectoryException(file + ": has no schemaVersion; it was not written by tvl, or is damaged");
        }
        if (found != known) {
            throw new RunDirectoryException(
                    "%s: schemaVersion %d, but this tvl knows %d; use the tvl that wrote it (%s)"
                            .formatted(file, found, known, "run.json names its commit"));
        }
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    }
}
