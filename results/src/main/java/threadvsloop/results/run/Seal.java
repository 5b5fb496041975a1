package threadvsloop.results.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `digests` in a document of a run directory: SHA-256 of the document's own content, and of files that belong to it.
/// It tells an edit by hand, a mixed-up copy or a damaged disk from what was measured. It is no signature: who
/// computes it anew is not found out.
///
/// The content is taken without `digests`, with sorted fields and without white space, so that a document that
/// was only laid out anew is still the same. Documents that are older than it have none.
///
/// @param present whether the document has one
/// @param intact whether its own digest is right; true where there is none
/// @param files digest by name, of files that lie beside the document
record Seal(boolean present, boolean intact, Map<String, String> files) {

    private static final String FIELD = "digests";
    private static final String DOCUMENT = "document";
    private static final String FILES = "files";
    private static final String ALGORITHM = "sha256:";
    private static final JsonMapper CANONICAL =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    /// A document that is being written, with its seal.
    static ObjectNode seal(ObjectNode document, Map<String, String> files) {
        ObjectNode digests = document.putObject(FIELD);
        ObjectNode ofFiles = digests.putObject(FILES);
        new TreeMap<>(files).forEach(ofFiles::put);
        digests.put(DOCUMENT, digest(document));
        return document;
    }

    /// Takes the seal off a document that was read.
    static Seal takeFrom(JsonNode document) {
        if (!(document instanceof ObjectNode fields) || !fields.has(FIELD)) {
            return new Seal(false, true, Map.of());
        }
        JsonNode digests = fields.path(FIELD);
        Map<String, String> files = new TreeMap<>();
        digests.path(FILES)
                .properties()
                .forEach(file -> files.put(file.getKey(), file.getValue().asText()));
        boolean intact = digests.path(DOCUMENT).asText().equals(digest(fields));
        fields.remove(FIELD);
        return new Seal(true, intact, files);
    }

    /// Digest by name of some of a folder's files.
    static Map<String, String> digests(Path folder, Iterable<String> names) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (String name : names) {
            digests.put(name, digest(StoredFiles.bytes(folder.resolve(name))));
        }
        return digests;
    }

    /// Which of the files are no longer as they were, in sentences.
    List<String> changedFiles(Path folder) throws IOException {
        List<String> changed = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!Files.exists(path)) {
                changed.add(file.getKey() + " is missing");
            } else if (!digest(StoredFiles.bytes(path)).equals(file.getValue())) {
                changed.add(file.getKey() + " was changed after the trial: its SHA-256 is not the one in trial.json");
            }
        }
        return changed;
    }

    /// Of the whole, names of the files included, but for the digest itself.
    private static String digest(ObjectNode document) {
        ObjectNode content = document.deepCopy();
        ((ObjectNode) content.path(FIELD)).remove(DOCUMENT);
        try {
            return digest(CANONICAL.writeValueAsString(content).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree that is no JSON", e);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return ALGORITHM
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
