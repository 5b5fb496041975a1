package threadvsloop.endpoints;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import threadvsloop.endpoints.backends.UpstreamAnswer;
import threadvsloop.http.ContentType;
import threadvsloop.http.Response;

/// What `/page` answers: a table of 50 rows, in which row i shows the answer of upstream call i mod calls, escaped.
/// Written
/// anew for each request.
final class Page {
    private static final int ROWS = 50;
    private static final int CAPACITY_CHARS = 5 * 1024;

    private final StringBuilder html = new StringBuilder(CAPACITY_CHARS);

    private Page() {}

    static Response of(List<UpstreamAnswer> answers) {
        Page page = new Page();
        page.html.append("<!DOCTYPE html><html><head><title>Results</title></head><body><table>\n");
        for (int i = 0; i < ROWS; i++) {
            int call = i % answers.size();
            page.row(i, call, answers.get(call));
        }
        page.html.append("</table></body></html>\n");
        byte[] body = page.html.toString().getBytes(StandardCharsets.ISO_8859_1);
        return Response.ok(ContentType.HTML, ByteBuffer.wrap(body));
    }

    private void row(int index, int call, UpstreamAnswer answer) {
        html.append("<tr><td>").append(index).append("</td><td>").append(call).append("</td><td>");
        html.append(answer.status()).append("</td><td>");
        escape("<" + index + "> \"" + answer.body() + "\" & 'more'");
        html.append("</td></tr>\n");
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
    }
}
