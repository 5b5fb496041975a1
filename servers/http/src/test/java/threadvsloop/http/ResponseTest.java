package threadvsloop.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseTest {

    @Test
    void lastsByACopyOfWhatIsBorrowed() {
        byte[] lent = "abc".getBytes(StandardCharsets.US_ASCII);
        Response lasting =
                Response.borrowed(ContentType.BYTES, ByteBuffer.wrap(lent)).lasting();
        lent[0] = 'x';
        assertThat(StandardCharsets.US_ASCII.decode(lasting.body()).toString()).isEqualTo("abc");
        assertThat(lasting.borrowed()).isFalse();
        assertThat(lasting.status()).isEqualTo(Status.OK);
        assertThat(lasting.type()).isEqualTo(ContentType.BYTES);
    }

    @Test
    void lastsAsItIsIfNothingIsBorrowed() {
        Response response = Response.ok("Hello, World!");
        assertThat(response.lasting()).isSameAs(response);
    }
}
