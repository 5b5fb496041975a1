package threadvsloop.harness.catalogue;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import threadvsloop.harness.Durations;
import threadvsloop.harness.Nearest;
import threadvsloop.harness.UsageException;

/// Reads the project's YAML files into records: unknown fields and bad values are refused with file, line and remedy.
public final class Yaml {

    private static final ObjectMapper MAPPER = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addModule(new SimpleModule()
                    .addDeserializer(Duration.class, new DurationReader())
                    .addSerializer(Duration.class, new DurationWriter()))
            .build();

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z-]+}");
    private static final String BRACES = "; a word that has braces is written in quotes, as in \"{port}\"";

    private Yaml() {}

    /// @throws UsageException naming the file, the line and the offending field
    public static <T> T read(Path file, TypeReference<T> type) {
        String text = ConfigurationText.read(file);
        try {
            T document = MAPPER.readValue(text, type);
            requireWhole(file, document);
            return document;
        } catch (UnrecognizedPropertyException e) {
            String known = Nearest.unknown(
                            "field",
                            e.getPropertyName(),
                            e.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .toList())
                    .getMessage();
            throw new UsageException(at(file, e) + ": " + known);
        } catch (JsonMappingException e) {
            throw new UsageException(at(file, e) + ": "
                    + fault(e).map(found -> words(found, text)).orElseGet(() -> reason(e)));
        } catch (JsonProcessingException e) {
            throw new UsageException(at(file, e) + ": "
                    + fault(e).map(found -> words(found, text)).orElseGet(() -> firstLine(e)));
        }
    }

    /// A dash or a colon with nothing after it reads as null, which no list or map of ours has.
    private static void requireWhole(Path file, @Nullable Object document) {
        switch (document) {
            case null -> throw new UsageException(file + ": is empty");
            case Collection<?> items
            when items.stream().anyMatch(Objects::isNull) ->
                throw new UsageException(file + ": there is a dash with nothing after it: remove it");
            case Map<?, ?> fields
            when fields.containsValue(null) ->
                throw new UsageException(file + ": there is a colon with nothing after it");
            default -> {
                // whole
            }
        }
    }

    /// What the parser itself found, however often it was wrapped.
    private static Optional<MarkedYAMLException> fault(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(MarkedYAMLException.class::isInstance)
                .map(MarkedYAMLException.class::cast)
                .findFirst();
    }

    private static String words(MarkedYAMLException fault, String text) {
        return "cannot be read as YAML: "
                + Stream.of(fault.getContext(), fault.getProblem())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(", "))
                + (PLACEHOLDER.matcher(text).find() ? BRACES : "");
    }

    /// Writes what [#read] reads.
    static void write(Path file, Object document) throws IOException {
        MAPPER.writeValue(file.toFile(), document);
    }

    private static String at(Path file, JsonProcessingException e) {
        return e.getLocation() == null
                ? file.toString()
                : file + " line " + e.getLocation().getLineNr();
    }

    private static String reason(JsonMappingException e) {
        if (e instanceof MismatchedInputException mismatch
                && mismatch.getTargetType() == String.class
                && firstLine(e).contains("START_OBJECT")) {
            return "a { begins a map: write a word that has braces in quotes, as in \"{port}\"";
        }
        if (firstLine(e).startsWith("No content")) {
            return "is empty";
        }
        if (firstLine(e).startsWith("Cannot map `null`")) {
            return "field \"" + e.getPath().getLast().getFieldName() + "\" is missing";
        }
        if (e instanceof MismatchedInputException mismatch
                && mismatch.getTargetType() != null
                && Collection.class.isAssignableFrom(mismatch.getTargetType())) {
            return (e.getPath().isEmpty()
                            ? "the file"
                            : "field \"" + e.getPath().getLast().getFieldName() + "\"")
                    + " must be a list: a dash before each item, or [a, b]";
        }
        if (e.getCause() instanceof NullPointerException missing
                && missing.getStackTrace().length > 0
                && !firstLine(missing).startsWith("field ")) {
            return "something is missing: a dash or a colon has nothing after it";
        }
        return e.getCause() == null ? firstLine(e) : firstLine(e.getCause());
    }

    private static String firstLine(Throwable e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(message);
    }

    private static final class DurationReader extends StdDeserializer<Duration> {

        private static final long serialVersionUID = 1;

        DurationReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return Durations.parse(parser.getText());
            } catch (UsageException e) {
                throw JsonMappingException.from(parser, e.getMessage(), e);
            }
        }
    }

    private static final class DurationWriter extends StdSerializer<Duration> {

        private static final long serialVersionUID = 1;

        DurationWriter() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration duration, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(duration.toMillis() + "ms");
        }
    }
}
