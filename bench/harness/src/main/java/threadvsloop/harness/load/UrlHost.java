package threadvsloop.harness.load;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The host of a URL as it goes into a resolver and a `Host` header (WHATWG URL Standard, section 3.5).
///
/// `[::1%lo]` → `::1%lo` · `127.1`, `0x7f000001` → `127.0.0.1` · `Bücher.example` → `xn--bcher-kva.example`
final class UrlHost {

    private static final Pattern IPV6 = Pattern.compile("\\[([0-9A-Fa-f:.]+)(?:%(?:25)?([^\\]]+))?]");
    private static final Pattern DOTS = Pattern.compile("[.\u3002\uff0e\uff61]");
    private static final Pattern FORBIDDEN = Pattern.compile("[\\x00-\\x20\\x7f#/:<>?@\\[\\\\\\]^|%\"`{}]");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9A-Fa-f]*");
    private static final long MOST_IPV4 = 0xffff_ffffL;

    private UrlHost() {}

    /// @param text not empty
    /// @throws IllegalArgumentException that names the host and what is wrong with it
    static String parse(String text) {
        if (text.startsWith("[")) {
            return ipv6(text);
        }
        String decoded = PercentCoding.decode(text);
        List<String> labels = Arrays.stream(DOTS.split(mapped(decoded), -1))
                .map(UrlHost::label)
                .collect(Collectors.toCollection(ArrayList::new));
        String host = String.join(".", labels);
        Matcher forbidden = FORBIDDEN.matcher(host);
        if (forbidden.find()) {
            throw new IllegalArgumentException("the host '" + text + "' must not hold '" + forbidden.group() + "'");
        }
        if (labels.getLast().isEmpty() && labels.size() > 1) {
            labels.removeLast();
        }
        if (labels.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("the host '" + text + "' has nothing between two dots");
        }
        return NUMBER.matcher(labels.getLast()).matches() ? ipv4(text, labels) : host;
    }

    /// As a name in DNS does not tell: letters are lower case, and of one of several ways to write a character.
    private static String mapped(String host) {
        return Normalizer.normalize(host.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace("\u00ad", "");
    }

    private static String label(String label) {
        return label.chars().allMatch(c -> c < 0x80) ? label : "xn--" + Punycode.encode(label);
    }

    private static String ipv6(String text) {
        Matcher parts = IPV6.matcher(text);
        try {
            if (parts.matches() && parts.group(1).contains(":")) {
                InetAddress address = InetAddress.ofLiteral(parts.group(1));
                String plain = address instanceof Inet6Address
                        ? parts.group(1).toLowerCase(Locale.ROOT)
                        : address.getHostAddress();
                return parts.group(2) == null ? plain : plain + "%" + PercentCoding.decode(parts.group(2));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(notIpv6(text), e);
        }
        throw new IllegalArgumentException(notIpv6(text));
    }

    private static String notIpv6(String text) {
        return "'" + text + "' is no IPv6 address: write it as [::1], or with a zone as [fe80::1%eth0]";
    }

    /// One to four numbers, decimal, octal or hexadecimal, the last of which fills what is left of the 32 bits.
    private static String ipv4(String text, List<String> parts) {
        IllegalArgumentException bad =
                new IllegalArgumentException("'" + text + "' is no IPv4 address: write it as 127.0.0.1");
        if (parts.size() > 4
                || !parts.stream().allMatch(part -> NUMBER.matcher(part).matches())) {
            throw bad;
        }
        long address = 0;
        for (int i = 0; i < parts.size() - 1; i++) {
            long part = number(parts.get(i), bad);
            if (part > 255) {
                throw bad;
            }
            address += part << (8 * (3 - i));
        }
        long last = number(parts.getLast(), bad);
        if (last > MOST_IPV4 >> (8 * (parts.size() - 1))) {
            throw bad;
        }
        address += last;
        return (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    private static long number(String part, IllegalArgumentException bad) {
        try {
            if (part.startsWith("0x")) {
                return part.length() == 2 ? 0 : Long.parseLong(part.substring(2), 16);
            }
            return part.length() > 1 && part.startsWith("0") ? Long.parseLong(part, 8) : Long.parseLong(part);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(bad.getMessage(), e);
        }
    }
}
