package threadvsloop.endpoints.server;

import java.nio.charset.StandardCharsets;

/// Writes one JSON document (RFC 8259), member by member.
public final class JsonWriter {
    private static final int FIRST_CAPACITY_CHARS = 64;

    private final StringBuilder out = new StringBuilder(FIRST_CAPACITY_CHARS);
    private boolean needsComma;

    public JsonWriter startObject() {
        separate();
        out.append('{');
        needsComma = false;
        return this;
    }

    public JsonWriter endObject() {
        out.append('}');
        needsComma = true;
        return this;
    }

    public JsonWriter startArray() {
        separate();
        out.append('[');
        needsComma = false;
        return this;
    }

    public JsonWriter endArray() {
        out.append(']');
        needsComma = true;
        return this;
    }

    /// The name of a member; its value, an object or an array, must follow.
    public JsonWriter name(String name) {
        separate();
        string(name);
        out.append(':');
        needsComma = false;
        return this;
    }

    /// From what stands before it in the same object or array.
    private void separate() {
        if (needsComma) {
            out.append(',');
        }
    }

    public JsonWriter field(String name, String value) {
        name(name);
        string(value);
        needsComma = true;
        return this;
    }

    public JsonWriter field(String name, long value) {
        name(name);
        out.append(value);
        needsComma = true;
        return this;
    }

    public JsonWriter field(String name, double value) {
        name(name);
        out.append(value);
        needsComma = true;
        return this;
    }

    public JsonWriter field(String name, boolean value) {
        name(name);
        out.append(value);
        needsComma = true;
        return this;
    }

    public byte[] toBytes() {
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
