package threadvsloop.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Makes run directories as they were before documents had digests, and edits documents as somebody would by hand.
public final class Digests {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Digests() {}

    /// Takes the digests off every document of a run.
    public static Path takeOff(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                edit(file, document -> document.remove("digests"));
            }
        }
        return run;
    }

    /// Computes the digests of all trials anew, as whoever wants an edit not to be found would: with code of its own,
    /// so
    /// that it also says what the digests are of.
    public static Path renew(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.filter(path -> path.endsWith("trial.json")).toList()) {
                edit(file, document -> renew(file.resolveSibling(""), document));
            }
        }
        return run;
    }

    private static void renew(Path trial, ObjectNode document) {
        ObjectNode digests = (ObjectNode) document.path("digests");
        ObjectNode files = (ObjectNode) digests.path("files");
        List<String> names = new ArrayList<>();
        files.fieldNames().forEachRemaining(names::add);
        names.forEach(name -> files.put(name, sha256(bytes(trial.resolve(name)))));
        digests.remove("document");
        digests.put("document", sha256(sorted(document).toString().getBytes(StandardCharsets.UTF_8)));
    }

    /// All fields by name, at every depth.
    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = MAPPER.createArrayNode();
            array.forEach(element -> copy.add(sorted(element)));
            return copy;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode copy = MAPPER.createObjectNode();
        Map<String, JsonNode> fields = new TreeMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
        fields.forEach(copy::set);
        return copy;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Changes a JSON document in its file.
    public static void edit(Path file, Consumer<ObjectNode> change) throws IOException {
        JsonNode document = MAPPER.readTree(file.toFile());
        change.accept((ObjectNode) document);
        MAPPER.writeValue(file.toFile(), document);
    }
}
