"""listener.py FOLDER: listens on the loopback for HTTP and SMTP until it is ended. Ports go to
FOLDER/http and FOLDER/smtp; what comes is kept as FOLDER/posts (a line each: path and body as JSON)
and FOLDER/mail-1, FOLDER/mail-2 and so on."""
import http.server, json, os, socketserver, sys, threading

folder = sys.argv[1]


def keep(name, text, mode="w"):
    with open(os.path.join(folder, name), mode, encoding="utf-8", newline="") as file:
        file.write(text)


class Web(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        keep("posts", json.dumps([self.path, self.headers.get("Content-Type"), body]) + "\n", "a")
        self.send_response(500 if self.path.startswith("/broken") else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class Mail(socketserver.StreamRequestHandler):
    count = 0

    def handle(self):
        self.wfile.write(b"220 here\r\n")
        for line in self.rfile:
            word = line.split()[0].upper()
            if word == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            if word != b"DATA":
                self.wfile.write(b"250 ok\r\n")
                continue
            self.wfile.write(b"354 go on\r\n")
            text = []
            for part in self.rfile:
                if part == b".\r\n":
                    break
                text.append(part[1:] if part.startswith(b".") else part)
            Mail.count += 1
            keep(f"mail-{Mail.count}", b"".join(text).decode())
            self.wfile.write(b"250 taken\r\n")


servers = {}
for name, server in (
    ("http", http.server.ThreadingHTTPServer(("127.0.0.1", 0), Web)),
    ("smtp", socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mail)),
):
    server.daemon_threads = True
    servers[name] = server
    threading.Thread(target=server.serve_forever, daemon=True).start()
for name, server in servers.items():
    keep(name + ".new", str(server.server_address[1]))
    os.rename(os.path.join(folder, name + ".new"), os.path.join(folder, name))
threading.Event().wait()
