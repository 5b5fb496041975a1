package threadvsloop.http;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 section 5.6.7). Unlike the JDK's RFC 1123 formatter, the day has two
/// digits.
final class HttpDate {
    private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    private HttpDate() {}

    static String of(long epochSecond) {
        LocalDateTime t = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
        return String.format(
                Locale.ROOT,
                "%s, %02d %s %04d %02d:%02d:%02d GMT",
                DAYS[t.getDayOfWeek().getValue() - 1],
                t.getDayOfMonth(),
                MONTHS[t.getMonthValue() - 1],
                t.getYear(),
                t.getHour(),
                t.getMinute(),
                t.getSecond());
    }
}
