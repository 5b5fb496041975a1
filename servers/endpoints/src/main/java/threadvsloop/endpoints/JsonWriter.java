package threadvsloop.endpoints;

import java.nio.charset.StandardCharsets;

/// Writes one JSON document (RFC 8259), member by member.
final class JsonWriter {
    private static final int FIRST_CAPACITY_CHARS = 64;

    private final StringBuilder out = new StringBuilder(FIRST_CAPACITY_CHARS);
    private boolean needsComma;

    JsonWriter startObject() {
        out.append('{');
        needsComma = false;
        return this;
    }

    JsonWriter endObject() {
        out.append('}');
        needsComma = true;
        return this;
    }

    /// The name of a member; its value, an object, must follow.
    JsonWriter name(String name) {
        if (needsComma) {
            out.append(',');
        }
        needsComma = true;
        string(name);
        out.append(':');
        return this;
    }

    JsonWriter field(String name, String value) {
        name(name);
        string(value);
        return this;
    }

    JsonWriter field(String name, long value) {
        name(name);
        out.append(value);
        return this;
    }

    JsonWriter field(String name, double value) {
        name(name);
        out.append(value);
        return this;
    }

    JsonWriter field(String name, boolean value) {
        name(name);
        out.append(value);
        return this;
    }

    byte[] toBytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
