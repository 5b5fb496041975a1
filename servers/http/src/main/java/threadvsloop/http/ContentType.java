package threadvsloop.http;

/// The media types that this project's servers send.
public enum ContentType {
    TEXT("text/plain"),
    HTML("text/html"),
    JSON("application/json"),
    BYTES("application/octet-stream");

    private final String mediaType;

    ContentType(String mediaType) {
        this.mediaType = mediaType;
    }

    /// The value of the header field.
    public String mediaType() {
        return mediaType;
    }
}
