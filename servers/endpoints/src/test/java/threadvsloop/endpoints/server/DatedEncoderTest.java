package threadvsloop.endpoints.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import threadvsloop.http.Persistence;
import threadvsloop.http.Response;
import threadvsloop.http.ResponseEncoder;

class DatedEncoderTest {
    private static final long MONOTONIC_NS = Long.MAX_VALUE - 1_000_000_000; // soon to overflow

    private Instant time = Instant.parse("2026-07-03T08:00:00.750Z");

    private final DatedEncoder encoders = new DatedEncoder("tvl", new MovingClock(), MONOTONIC_NS);

    private String date(long nowNs) {
        ByteBuffer out = ByteBuffer.allocate(ResponseEncoder.MAX_HEAD_BYTES);
        encoders.at(nowNs).head(Response.ok(""), Persistence.KEEP_ALIVE, out);
        return StandardCharsets.US_ASCII.decode(out.flip()).toString().replaceAll("(?s).*Date: (.*?) GMT.*", "$1");
    }

    @Test
    void isRenewedWhenTheSecondIsOver() {
        assertThat(date(MONOTONIC_NS)).isEqualTo("Fri, 03 Jul 2026 08:00:00");
        time = time.plus(Duration.ofMillis(249));
        assertThat(date(MONOTONIC_NS + 249_000_000)).isEqualTo("Fri, 03 Jul 2026 08:00:00");
        time = time.plus(Duration.ofMillis(1));
        assertThat(date(MONOTONIC_NS + 250_000_000)).isEqualTo("Fri, 03 Jul 2026 08:00:01");
    }

    @Test
    void isTheSameObjectWithinASecond() {
        assertThat(encoders.at(MONOTONIC_NS + 1)).isSameAs(encoders.at(MONOTONIC_NS + 2));
    }

    private final class MovingClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return time;
        }
    }
}
