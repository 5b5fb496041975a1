package threadvsloop.http;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The codec once more, as plainly as can be: it has all input at hand, and takes its grammar from the RFCs as regular
/// expressions. It shares nothing with the codec but the limits, so that what both make of a request is right, or
/// misread in the same way twice.
final class Reference {
    private static final String PERCENT = "%[0-9A-Fa-f]{2}";
    private static final String NAME = "[A-Za-z0-9._~!$&'()*+,;=-]";
    private static final String GROUP = "[0-9A-Fa-f]{1,4}";
    private static final String OCTET = "(?:[0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
    private static final String LAST_32_BITS = "(?:" + GROUP + ":" + GROUP + "|" + OCTET + "(?:\\." + OCTET + "){3})";
    private static final String HOST =
            "(?:(?:" + NAME + "|" + PERCENT + ")+|\\[(?:" + ipv6() + "|[vV][0-9A-Fa-f]+\\.(?:" + NAME + "|:)+)\\])";
    private static final String AUTHORITY = HOST + "(?::[0-9]*)?";
    private static final String PATH_CHARACTER = "(?:" + NAME + "|[:@/]|" + PERCENT + ")";
    private static final String QUERY = "(?:\\?((?:" + PATH_CHARACTER + "|\\?)*))?";
    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
    private static final String QUOTED = "\"(?:[\\t !#-\\[\\]-~\\x80-\\xff]|\\\\[\\t -~\\x80-\\xff])*\"";
    private static final String BLANKS = "[ \\t]*";

    private static final Pattern REQUEST_LINE =
            Pattern.compile("(" + TOKEN + ") ([!-~]+) HTTP/([0-9])\\.([0-9])", Pattern.DOTALL);
    private static final Pattern BAD_PATH = Pattern.compile("(?:" + TOKEN + ") /.*", Pattern.DOTALL);
    private static final Pattern PATH = Pattern.compile("(/" + PATH_CHARACTER + "*)" + QUERY);
    private static final Pattern URL =
            Pattern.compile("(https?)://" + AUTHORITY + "((?:/" + PATH_CHARACTER + "*)?)" + QUERY, CASE_INSENSITIVE);
    private static final Pattern FIELD =
            Pattern.compile("(" + TOKEN + "):" + BLANKS + "([\\t -~\\x80-\\xff]*?)" + BLANKS);
    private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]+)(?:" + BLANKS + ";" + BLANKS + TOKEN + "(?:"
            + BLANKS + "=" + BLANKS + "(?:" + TOKEN + "|" + QUOTED + "))?)*");
    private static final Set<String> METHODS = Arrays.stream(Method.values())
            .filter(method -> method != Method.OTHER && method != Method.CONNECT)
            .map(Method::name)
            .collect(toSet());

    /// The end of what can be read: of the input, or of all sense.
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /// 0 if only more input is wanted.
        private final int status;

        Stop(int status) {
            super(null, null, false, false);
            this.status = status;
        }
    }

    private final String input;
    private final List<String> events = new ArrayList<>();
    private int at;

    private Reference(String input) {
        this.input = input;
    }

    /// What [Feed#events] says of the same bytes, one a character.
    static List<String> events(String input) {
        Reference reference = new Reference(input);
        try {
            while (true) {
                reference.request();
            }
        } catch (Stop stop) {
            if (stop.status > 0) {
                reference.events.add(Integer.toString(stop.status));
            }
        }
        return reference.events;
    }

    private void request() {
        String line = "";
        for (int empty = 0; line.isEmpty(); empty++) {
            check(empty <= Limits.EMPTY_LINES, 400);
            line = line(Limits.REQUEST_LINE_BYTES, 414);
        }
        Matcher words = REQUEST_LINE.matcher(line);
        boolean isRequestLine = words.matches();
        check(
                !BAD_PATH.matcher(line).matches()
                        || (isRequestLine && PATH.matcher(words.group(2)).matches()),
                400);
        check(isRequestLine, 400);
        check(words.group(3).equals("1"), 505);
        String method = words.group(1);
        check(METHODS.contains(method), 501);
        String target = target(method, words.group(2));
        boolean http10 = words.group(4).equals("0");
        Fields fields = new Fields();
        fields(fields::add);
        fields.check(http10);
        if (fields.hasBody() && fields.waits && !http10) {
            events.add("100");
        }
        String body = fields.chunked ? chunks() : take((int) Math.max(0, fields.length));
        events.add(method + " " + target + (body.isEmpty() ? "" : " [" + body + "]") + fields.persistence(http10));
    }

    /// Path and query, if there is any of it.
    private static String target(String method, String target) {
        if (target.equals("*") && method.equals("OPTIONS")) {
            return target;
        }
        Matcher path = PATH.matcher(target);
        if (path.matches()) {
            return path.group(1) + query(path.group(2));
        }
        Matcher url = URL.matcher(target);
        check(url.matches(), 400);
        check(url.group(1).equalsIgnoreCase("http"), 421);
        return (url.group(2).isEmpty() ? "/" : url.group(2)) + query(url.group(3));
    }

    private static String query(String query) {
        return query == null || query.isEmpty() ? "" : "?" + query;
    }

    private interface FieldReader {
        void read(String name, String value);
    }

    /// Reads lines up to an empty one.
    private void fields(FieldReader reader) {
        int bytes = 0;
        int lines = 0;
        String line = line(Limits.HEADER_BLOCK_BYTES + 2, 431);
        while (!line.isEmpty()) {
            bytes += line.length() + 2;
            check(bytes <= Limits.HEADER_BLOCK_BYTES && ++lines <= Limits.HEADERS, 431);
            Matcher field = FIELD.matcher(line);
            check(field.matches(), 400);
            reader.read(field.group(1).toLowerCase(java.util.Locale.ROOT), field.group(2));
            line = line(Limits.HEADER_BLOCK_BYTES - bytes + 2, 431);
        }
    }

    private String chunks() {
        StringBuilder body = new StringBuilder();
        while (true) {
            Matcher size = SIZE.matcher(line(Limits.CHUNK_LINE_BYTES, 400));
            check(size.matches() && size.group(1).length() <= 16, 400);
            long bytes = Long.parseUnsignedLong(size.group(1), 16);
            check(bytes >= 0, 400);
            check(bytes <= Limits.BODY_BYTES - body.length(), 413);
            if (bytes == 0) {
                fields((_, _) -> {});
                return body.toString();
            }
            body.append(take((int) bytes));
            check(line(2, 400).isEmpty(), 400);
        }
    }

    private String take(int bytes) {
        check(bytes <= input.length() - at, 0);
        at += bytes;
        return input.substring(at - bytes, at);
    }

    /// A line of at most that many bytes, its end included but not returned.
    private String line(int maxBytes, int tooLong) {
        int end = input.indexOf('\n', at);
        int bytes = (end < 0 ? input.length() : end + 1) - at;
        if (bytes > maxBytes || (end < 0 && bytes == maxBytes)) {
            boolean isMethod =
                    tooLong == 414 && input.substring(at, at + maxBytes).matches(TOKEN);
            throw new Stop(isMethod ? 501 : tooLong);
        }
        check(end >= 0, 0);
        check(end > at && input.charAt(end - 1) == '\r', 400);
        return take(bytes).substring(0, bytes - 2);
    }

    private static void check(boolean holds, int status) {
        if (!holds) {
            throw new Stop(status);
        }
    }

    /// RFC 3986 section 3.2.2, in its nine ways.
    private static String ipv6() {
        StringBuilder ways = new StringBuilder("(?:" + GROUP + ":){6}" + LAST_32_BITS);
        for (int before = 0; before <= 5; before++) {
            ways.append("|(?:(?:" + GROUP + ":){0," + Math.max(0, before - 1) + "}" + (before > 0 ? GROUP : "") + ")"
                    + (before > 0 ? "?" : "") + "::(?:" + GROUP + ":){" + (5 - before) + "}" + LAST_32_BITS);
        }
        ways.append("|(?:(?:" + GROUP + ":){0,5}" + GROUP + ")?::" + GROUP);
        ways.append("|(?:(?:" + GROUP + ":){0,6}" + GROUP + ")?::");
        return ways.toString();
    }

    /// The fields that mean something.
    private static final class Fields {
        private static final Pattern HOST_AND_PORT = Pattern.compile(AUTHORITY);
        private long length = -1;
        private boolean chunked;
        private boolean unknownCoding;
        private boolean waits;
        private boolean unknownExpectation;
        private boolean close;
        private boolean keepAlive;
        private boolean host;

        void add(String name, String value) {
            switch (name) {
                case "host" -> {
                    Reference.check(!host && HOST_AND_PORT.matcher(value).matches(), 400);
                    host = true;
                }
                case "content-length" -> {
                    Reference.check(length < 0 && value.matches("[0-9]+"), 400);
                    java.math.BigInteger number = new java.math.BigInteger(value);
                    Reference.check(number.bitLength() < 64, 400);
                    length = number.longValue();
                }
                case "transfer-encoding" -> elements(value).forEach(this::coding);
                case "expect" ->
                    elements(value).forEach(it -> {
                        waits |= it.equalsIgnoreCase("100-continue");
                        unknownExpectation |= !it.isEmpty() && !it.equalsIgnoreCase("100-continue");
                    });
                case "connection" ->
                    elements(value).forEach(it -> {
                        close |= it.equalsIgnoreCase("close");
                        keepAlive |= it.equalsIgnoreCase("keep-alive");
                    });
                default -> {}
            }
        }

        private void coding(String coding) {
            Reference.check(!coding.isEmpty() && !chunked, 400);
            chunked = coding.equalsIgnoreCase("chunked");
            unknownCoding |= !chunked;
        }

        void check(boolean http10) {
            Reference.check(http10 || host, 400);
            Reference.check(!(chunked || unknownCoding) || (length < 0 && !http10), 400);
            Reference.check(!unknownCoding, 501);
            Reference.check(length <= Limits.BODY_BYTES, 413);
            Reference.check(http10 || !unknownExpectation, 417);
        }

        boolean hasBody() {
            return chunked || length > 0;
        }

        String persistence(boolean http10) {
            if (close || (http10 && !keepAlive)) {
                return " CLOSE";
            }
            return http10 ? " KEEP_ALIVE_STATED" : "";
        }

        private static List<String> elements(String value) {
            return Arrays.stream(value.split(",", -1))
                    .map(it -> it.replaceAll("^[ \\t]+|[ \\t]+$", ""))
                    .toList();
        }
    }
}
