"""listener.py FOLDER [CERTIFICATE KEY]: listens on the loopback for HTTP and SMTP until it is ended;
with a certificate also for SMTP that is encrypted, from the beginning (smtps) and after STARTTLS
(starttls). Ports go to FOLDER/http, FOLDER/smtp and so on; what comes is kept as FOLDER/posts (a line
each: path and body as JSON), FOLDER/mail-1, FOLDER/mail-2 and FOLDER/talk (a line each: the name of
the listener, whether it was encrypted, the command, and of AUTH what was told)."""
import base64, http.server, json, os, socketserver, ssl, sys, threading

folder = sys.argv[1]
context = None
if len(sys.argv) > 2:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[2], sys.argv[3])


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
    name = "smtp"
    is_encrypted = False

    def encrypt(self):
        self.request = context.wrap_socket(self.request, server_side=True)
        self.is_encrypted = True

    def answer(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def note(self, word, told=None):
        keep("talk", json.dumps([self.name, self.is_encrypted, word, told]) + "\n", "a")

    def handle(self):
        self.answer("220 here")
        while line := self.rfile.readline():
            words = line.decode().split()
            word = words[0].upper()
            if word != "AUTH":
                self.note(word)
            if word == "QUIT":
                self.answer("221 bye")
                return
            elif word == "EHLO":
                offer = "250-STARTTLS\r\n" if self.name == "starttls" and not self.is_encrypted else ""
                self.answer("250-here\r\n" + offer + "250 AUTH PLAIN")
            elif word == "STARTTLS":
                self.answer("220 go on")
                self.encrypt()
                super().setup()
            elif word == "AUTH":
                self.log_in(words)
            elif word == "DATA":
                self.take_mail()
            else:
                self.answer("250 ok")

    def log_in(self, words):
        if len(words) < 3:
            self.answer("334 ")
            words.append(self.rfile.readline().decode().strip())
        self.note("AUTH", base64.b64decode(words[2]).decode().split("\0")[1:])
        self.answer("235 welcome")

    def take_mail(self):
        self.answer("354 go on")
        text = []
        for part in self.rfile:
            if part == b".\r\n":
                break
            text.append(part[1:] if part.startswith(b".") else part)
        Mail.count += 1
        keep(f"mail-{Mail.count}", b"".join(text).decode())
        self.answer("250 taken")


class MailAfterStart(Mail):
    name = "starttls"


class EncryptedMail(Mail):
    name = "smtps"

    def setup(self):
        self.encrypt()
        super().setup()


class Server(socketserver.ThreadingTCPServer):
    def handle_error(self, *_):  # the other side has broken off, as it should when it is in doubt
        pass


servers = {}
mails = (Mail, MailAfterStart, EncryptedMail) if context else (Mail,)
for name, server in [("http", http.server.ThreadingHTTPServer(("127.0.0.1", 0), Web))] + [
    (mail.name, Server(("127.0.0.1", 0), mail)) for mail in mails
]:
    server.daemon_threads = True
    servers[name] = server
    threading.Thread(target=server.serve_forever, daemon=True).start()
for name, server in servers.items():
    keep(name + ".new", str(server.server_address[1]))
    os.rename(os.path.join(folder, name + ".new"), os.path.join(folder, name))
threading.Event().wait()
