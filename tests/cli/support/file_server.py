"""file_server.py FOLDER PORT_FILE LOG: files of FOLDER by HTTP on the loopback address, as good and as bad servers give
them. The first part of a path says how: /good, /whole (knows no ranges), /cut (breaks off half way unless a range is asked
for), /endless, /away (redirects to a file of the machine), /round (redirects to itself), /gone."""
import http.server, os, sys

folder, port_file, log = sys.argv[1:4]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        with open(log, "a", encoding="utf-8") as file:
            print(self.path, self.headers.get("Range", "-"), file=file)

    def redirect(self, target):
        self.send_response(302)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self):
        how, _, name = self.path.lstrip("/").partition("/")
        if how == "away":
            return self.redirect("file:///etc/passwd")
        if how == "round":
            return self.redirect(self.path)
        if how == "endless":
            return self.endless()
        path = os.path.join(folder, name)
        if how == "gone" or not os.path.isfile(path):
            return self.send_error(404)
        with open(path, "rb") as file:
            self.send_file(file.read(), how)

    def send_file(self, data, how):
        asked = self.headers.get("Range")
        start = int(asked[len("bytes="):].split("-")[0]) if asked and how != "whole" else 0
        if start >= len(data) > 0:
            return self.send_error(416)
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        if how == "cut" and not start:
            self.wfile.write(data[: len(data) // 2])
            self.close_connection = True
        else:
            self.wfile.write(data[start:])

    def endless(self):
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            while True:
                self.wfile.write(b"x" * 65536)
        except OSError:
            pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
with open(port_file + ".new", "w", encoding="utf-8") as file:
    print(server.server_address[1], file=file)
os.rename(port_file + ".new", port_file)
server.serve_forever()
