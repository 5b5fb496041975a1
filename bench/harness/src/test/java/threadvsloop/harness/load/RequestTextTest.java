package threadvsloop.harness.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadvsloop.harness.UsageException;

class RequestTextTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            # --request               | method  | target            | weight | body
            /a                        |         | /a                |        |
            GET /a                    | GET     | /a                |        |
            GET /a:99                 | GET     | /a                | 99     |
            /a:0.5                    |         | /a                | 0.5    |
            /a:30:1                   |         | /a:30             | 1      |
            /a:b                      |         | /a:b              |        |
            /a:30/b                   |         | /a:30/b           |        |
            /a%3A30                   |         | /a%3A30           |        |
            POST /a {"x": 1}          | POST    | /a                |        | {"x": 1}
            POST /a:2 @file name      | POST    | /a                | 2      | @file name
            OPTIONS *                 | OPTIONS | *                 |        |
            GET /ü^x?q={}             | GET     | /%C3%BC%5Ex?q=%7B%7D |     |
            GET  /a                   | GET     | /a                |        |
            """)
    void isReadByItsForm(String text, String method, String target, Double weight, String body) {
        assertThat(RequestText.weighted("--request", text)).isEqualTo(new RequestText(method, target, weight, body));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a             | write it as 'GET /path'
            GET a         | write it as 'GET /path'
            /a:0          | if :0 belongs to the path, write a weight behind it: /a:0:1
            GET /a b      | write a blank as %20
            /a b          | write a blank as %20
            HEAD /a b     | write a blank as %20
            """)
    void otherwiseTheFormIsSaid(String text, String said) {
        assertThatThrownBy(() -> RequestText.weighted("--request", text))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(said);
    }
}
