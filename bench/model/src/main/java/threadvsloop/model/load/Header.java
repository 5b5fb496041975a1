package threadvsloop.model.load;

/// One header line of the request that is sent.
///
/// @param name an RFC 9110 token, sent as written
/// @param value visible characters, spaces and tabs; sent as written
public record Header(String name, String value) {
    public Header {
        if (!HttpText.isToken(name)) {
            throw new IllegalArgumentException(
                    "a header name must be a token (letters, digits, -), not '" + name + "'");
        }
        if (!HttpText.isFieldValue(value)) {
            throw new IllegalArgumentException(
                    "the value of header " + name + " must be ASCII without control characters, not '" + value + "'");
        }
    }

    boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }
}
