package threadvsloop.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Decodes a chunked body (RFC 9112 section 7.1). Extensions and trailers are checked, bounded and dropped: no field of
/// a
/// trailer section means anything, be it `Content-Length` or `Host`.
///
/// ```
///  SIZE ──size > 0──► DATA ──all there──► DATA_END ──line end──► SIZE
///    └──size = 0──► TRAILERS ──empty line──► done
/// ```
final class ChunkedDecoder {
    private static final Malformed BAD_SIZE = Malformed.badRequest("chunk size is not a hexadecimal number");
    private static final Malformed BAD_EXTENSION = Malformed.badRequest(
            "what follows a chunk size is not: semicolon, name, with or without an equals sign and a value");
    private static final Malformed BAD_SIZE_LINE =
            Malformed.badRequest("chunk size line is longer than " + Limits.CHUNK_LINE_BYTES + " bytes");
    private static final Malformed BAD_END = Malformed.badRequest("chunk is longer than its size says");
    private static final int MAX_SIZE_DIGITS = 16;

    private enum Phase {
        SIZE,
        DATA,
        DATA_END,
        TRAILERS
    }

    private Phase phase = Phase.SIZE;
    private int chunkBytesLeft;

    void start() {
        phase = Phase.SIZE;
    }

    /// Consumes input up to the end of the body: null when that is reached, otherwise what stands against it.
    @Nullable
    Parsed decode(ByteBuffer in, LineReader lines, HeaderFields trailers, BodyBytes body) {
        while (true) {
            if (phase == Phase.DATA) {
                chunkBytesLeft -= body.take(in, chunkBytesLeft);
                if (chunkBytesLeft > 0) {
                    return Parsed.Unfinished.NEED_MORE;
                }
                phase = Phase.DATA_END;
            }
            switch (lines.next(in, maxLineBytes(trailers))) {
                case INCOMPLETE -> {
                    return Parsed.Unfinished.NEED_MORE;
                }
                case TOO_LONG -> {
                    return tooLong();
                }
                case BARE_LF -> {
                    return RequestParser.BARE_LF;
                }
                case LINE -> {
                    if (phase == Phase.TRAILERS && lines.isEmpty()) {
                        return null;
                    }
                    Malformed malformed = takeLine(lines, trailers, body.length);
                    if (malformed != null) {
                        return malformed;
                    }
                }
            }
        }
    }

    private int maxLineBytes(HeaderFields trailers) {
        return switch (phase) {
            case SIZE -> Limits.CHUNK_LINE_BYTES;
            case DATA, DATA_END -> 2;
            case TRAILERS -> trailers.maxLineBytes();
        };
    }

    private Malformed tooLong() {
        return switch (phase) {
            case SIZE -> BAD_SIZE_LINE;
            case DATA, DATA_END -> BAD_END;
            case TRAILERS -> HeaderFields.TOO_LARGE;
        };
    }

    private @Nullable Malformed takeLine(LineReader lines, HeaderFields trailers, int bodyBytes) {
        return switch (phase) {
            case SIZE -> takeSize(lines, trailers, bodyBytes);
            case DATA, DATA_END -> {
                phase = Phase.SIZE;
                yield lines.isEmpty() ? null : BAD_END;
            }
            case TRAILERS -> trailers.addTrailer(lines);
        };
    }

    private @Nullable Malformed takeSize(LineReader lines, HeaderFields trailers, int bodyBytes) {
        int digitsEnd = lines.from;
        long size = 0;
        while (digitsEnd < lines.to && Ascii.hexDigit(lines.array[digitsEnd]) >= 0) {
            size = 16 * size + Ascii.hexDigit(lines.array[digitsEnd]);
            digitsEnd++;
        }
        int digits = digitsEnd - lines.from;
        if (digits == 0 || digits > MAX_SIZE_DIGITS || size < 0) {
            return BAD_SIZE;
        }
        if (!ChunkExtensions.areWellFormed(lines.array, digitsEnd, lines.to)) {
            return BAD_EXTENSION;
        }
        if (size > Limits.BODY_BYTES - bodyBytes) {
            return HeaderFields.BODY_TOO_LARGE;
        }
        chunkBytesLeft = (int) size;
        phase = size == 0 ? Phase.TRAILERS : Phase.DATA;
        trailers.clearBlock();
        return null;
    }
}
