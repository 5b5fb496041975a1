package threadvsloop.http;

/// The parts of an http URI that requests carry (RFC 3986 section 3, RFC 9110 section 4.2.1).
final class Uri {
    private static final int IPV6_GROUPS = 8;
    private static final int IPV4_OCTETS = 4;
    private static final int MAX_GROUP_DIGITS = 4;
    private static final int MAX_OCTET_DIGITS = 3;
    private static final int MAX_OCTET = 255;

    private Uri() {}

    /// The first index from `from` on that neither is of the kind nor belongs to a percent-encoded byte; `to` if all
    /// do.
    static int span(int kind, byte[] array, int from, int to) {
        int i = Ascii.span(kind, array, from, to);
        while (isPercentEncoded(array, i, to)) {
            i = Ascii.span(kind, array, i + 3, to);
        }
        return i;
    }

    /// Whether the bytes are a host that is not empty, with or without a colon and a port, which may be empty. User
    /// information is none of it.
    static boolean isHostAndPort(byte[] array, int from, int to) {
        boolean isLiteral = from < to && array[from] == '[';
        int hostEnd = isLiteral ? literalEnd(array, from, to) : span(Ascii.HOST_NAME, array, from, to);
        if (hostEnd == from) {
            return false;
        }
        return hostEnd == to || (array[hostEnd] == ':' && areDigits(array, hostEnd + 1, to));
    }

    private static boolean isPercentEncoded(byte[] array, int at, int to) {
        return at + 2 < to
                && array[at] == '%'
                && Ascii.hexDigit(array[at + 1]) >= 0
                && Ascii.hexDigit(array[at + 2]) >= 0;
    }

    private static boolean areDigits(byte[] array, int from, int to) {
        int i = from;
        while (i < to && Ascii.isDigit(array[i])) {
            i++;
        }
        return i == to;
    }

    /// Behind the bracket that closes an IP address; `from` if there is no such address.
    private static int literalEnd(byte[] array, int from, int to) {
        int close = from + 1;
        while (close < to && array[close] != ']') {
            close++;
        }
        boolean valid = close < to && (isIpv6(array, from + 1, close) || isIpFuture(array, from + 1, close));
        return valid ? close + 1 : from;
    }

    private static boolean isIpv6(byte[] array, int from, int to) {
        int groups = 0;
        boolean elided = to - from >= 2 && array[from] == ':' && array[from + 1] == ':';
        int i = elided ? from + 2 : from;
        while (i < to) {
            int end = groupEnd(array, i, to);
            if (end == i) {
                return false;
            }
            if (end < to && array[end] == '.') {
                groups += 2;
                return isIpv4(array, i, to) && isComplete(groups, elided);
            }
            groups++;
            if (end < to) {
                if (array[end] != ':' || end + 1 == to) {
                    return false;
                }
                end++;
                if (array[end] == ':') {
                    if (elided) {
                        return false;
                    }
                    elided = true;
                    end++;
                }
            }
            i = end;
        }
        return isComplete(groups, elided);
    }

    /// `::` stands for at least one group.
    private static boolean isComplete(int groups, boolean elided) {
        return elided ? groups < IPV6_GROUPS : groups == IPV6_GROUPS;
    }

    private static int groupEnd(byte[] array, int from, int to) {
        int i = from;
        while (i < to && i - from < MAX_GROUP_DIGITS && Ascii.hexDigit(array[i]) >= 0) {
            i++;
        }
        return i;
    }

    private static boolean isIpv4(byte[] array, int from, int to) {
        int i = from;
        for (int octet = 1; octet <= IPV4_OCTETS; octet++) {
            int end = i;
            int value = 0;
            while (end < to && end - i < MAX_OCTET_DIGITS && Ascii.isDigit(array[end])) {
                value = 10 * value + array[end] - '0';
                end++;
            }
            boolean leadingZero = end - i > 1 && array[i] == '0';
            if (end == i || leadingZero || value > MAX_OCTET) {
                return false;
            }
            if (octet == IPV4_OCTETS) {
                return end == to;
            }
            if (end == to || array[end] != '.') {
                return false;
            }
            i = end + 1;
        }
        return false;
    }

    /// An address of a version that is still to come: `v`, the version in hexadecimal, a dot, the address.
    private static boolean isIpFuture(byte[] array, int from, int to) {
        if (from == to || (array[from] != 'v' && array[from] != 'V')) {
            return false;
        }
        int dot = from + 1;
        while (dot < to && Ascii.hexDigit(array[dot]) >= 0) {
            dot++;
        }
        if (dot == from + 1 || dot == to || array[dot] != '.') {
            return false;
        }
        int end = dot + 1;
        while (end < to && (array[end] == ':' || Ascii.all(Ascii.HOST_NAME, array, end, end + 1))) {
            end++;
        }
        return end == to && end > dot + 1;
    }
}
