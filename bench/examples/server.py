"""Of own-servers.yaml: /hello answers at once, /sleep?ms=100 after that time. Usage: server.py HOST PORT"""

import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections are kept
    disable_nagle_algorithm = True  # headers and body leave in two pieces

    def do_GET(self):
        url = urlsplit(self.path)
        if url.path == "/hello":
            self.answer(200, b"Hello, World!")
        elif url.path == "/sleep":
            time.sleep(int(parse_qs(url.query)["ms"][0]) / 1000)
            self.answer(200, b"slept")
        else:
            self.answer(404, b"not found")

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Says nothing: a line for each request would cost more than the request."""


class Server(ThreadingHTTPServer):
    request_queue_size = 4096


Server((sys.argv[1], int(sys.argv[2])), Handler).serve_forever()
