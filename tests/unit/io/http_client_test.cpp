// Words to a server of this machine, and its answers.
#include "delo/io/http_client.hpp"
#include "unit/support/files.hpp"
#include "unit/support/loopback_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace delo {
namespace {

using test::Connection;
using test::LoopbackServer;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::uint64_t kMany = 1000;

std::string answer(const std::string& status, const std::string& body,
                   const std::string& header = {}) {
  return "HTTP/1.1 " + status + "\r\nConnection: close\r\n" + header +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// A server that writes down what it is told, and gives one answer after the other.
class Http {
public:
  explicit Http(std::vector<std::string> answers)
      : answers_(std::move(answers)), server_([this](Connection& client) { serve(client); }) {}

  std::string url(const std::string& path = "/ping") const {
    return "http://" + server_.address() + path;
  }
  /// Each request as "POST /ping [content type] body".
  std::vector<std::string> requests() {
    server_.stop();
    return requests_;
  }

private:
  void serve(Connection& client) {
    const auto first = client.read_line();
    std::string type;
    std::size_t size = 0;
    for (auto line = client.read_line(); line && !line->empty(); line = client.read_line()) {
      if (line->starts_with("Content-Type: "))
        type = line->substr(14);
      if (line->starts_with("Content-Length: "))
        size = std::stoul(line->substr(16));
    }
    if (!first)
      return;
    const std::string request = first->substr(0, first->rfind(" HTTP"));
    requests_.push_back(request + " [" + type + "] " + client.read_bytes(size));
    if (requests_.size() <= answers_.size())
      client.write(answers_[requests_.size() - 1]);
    else
      client.read_line(); // until the client loses patience
  }

  std::vector<std::string> answers_;
  std::vector<std::string> requests_;
  LoopbackServer server_;
};

HttpOptions allowed() {
  HttpOptions options;
  options.allow_private = true;
  return options;
}

TEST(HttpClient, posts_a_body_with_its_type_and_gives_the_answer) {
  Http http({answer("200 OK", "heard")});
  StringSink sink;
  HttpClient client(allowed());
  const std::string body("{\"a\": 1}\0\xFF", 10);
  EXPECT_EQ(client.post(http.url(), "application/json", body, kMany, sink).end, HttpEnd::whole);
  EXPECT_EQ(sink.str(), "heard");
  EXPECT_THAT(http.requests(), ElementsAre("POST /ping [application/json] " + body));
}

TEST(HttpClient, posts_nothing_as_well) {
  Http http({answer("204 No Content", "")});
  StringSink sink;
  EXPECT_EQ(HttpClient(allowed()).post(http.url(), "text/plain", "", kMany, sink).end,
            HttpEnd::whole);
  EXPECT_THAT(http.requests(), ElementsAre("POST /ping [text/plain] "));
}

TEST(HttpClient, gets_after_it_has_posted) {
  Http http({answer("200 OK", ""), answer("200 OK", "file"), answer("200 OK", "")});
  StringSink sink;
  HttpClient client(allowed());
  client.post(http.url(), "text/plain", "one", kMany, sink);
  EXPECT_EQ(client.get(http.url("/file"), 0, kMany, sink).end, HttpEnd::whole);
  client.post(http.url(), "text/plain", "two", kMany, sink);
  EXPECT_EQ(sink.str(), "file");
  EXPECT_THAT(http.requests(), ElementsAre("POST /ping [text/plain] one", "GET /file [] ",
                                           "POST /ping [text/plain] two"));
}

TEST(HttpClient, posts_to_nobody_on_this_machine_unless_allowed) {
  Http http({answer("200 OK", "")});
  StringSink sink;
  EXPECT_EQ(HttpClient({}).post(http.url(), "text/plain", "secret", kMany, sink).end,
            HttpEnd::private_address);
  EXPECT_TRUE(http.requests().empty());
}

TEST(HttpClient, follows_a_redirection_with_the_body) {
  Http http({answer("302 Found", "", "Location: /b\r\n"),
             answer("307 Temporary Redirect", "", "Location: /c\r\n"),
             answer("303 See Other", "", "Location: /d\r\n"), answer("200 OK", "")});
  StringSink sink;
  EXPECT_EQ(HttpClient(allowed()).post(http.url("/a"), "text/plain", "x", kMany, sink).end,
            HttpEnd::whole);
  EXPECT_THAT(http.requests(),
              ElementsAre("POST /a [text/plain] x", "POST /b [text/plain] x",
                          "POST /c [text/plain] x", testing::StartsWith("GET /d ")));
}

TEST(HttpClient, breaks_off_an_answer_that_is_too_long) {
  Http http({answer("200 OK", "12345")});
  StringSink sink;
  EXPECT_EQ(HttpClient(allowed()).post(http.url(), "text/plain", "x", 4, sink).end,
            HttpEnd::too_long);
}

TEST(HttpClient, says_what_the_server_does_not_take) {
  Http http({answer("500 Oops", "no"), answer("416 No", "")});
  StringSink sink;
  HttpClient client(allowed());
  const HttpResult result = client.post(http.url(), "text/plain", "x", kMany, sink);
  EXPECT_EQ(result.end, HttpEnd::failed);
  EXPECT_THAT(result.reason, HasSubstr("500"));
  EXPECT_EQ(client.post(http.url(), "text/plain", "x", kMany, sink).end, HttpEnd::failed);
}

TEST(HttpClient, gives_up_when_the_time_for_all_is_over) {
  Http http({});
  StringSink sink;
  HttpOptions options = allowed();
  options.seconds_in_all = 1;
  const HttpResult result = HttpClient(options).post(http.url(), "text/plain", "x", kMany, sink);
  EXPECT_EQ(result.end, HttpEnd::failed);
  EXPECT_THAT(result.reason, HasSubstr("timed out"));
}

TEST(HttpClient, ends_when_it_is_asked_to_stop) {
  Http http({answer("200 OK", "")});
  StringSink sink;
  std::stop_source source;
  HttpOptions options = allowed();
  options.stop = source.get_token();
  source.request_stop();
  HttpClient client(options);
  EXPECT_EQ(test::kind_of([&] { client.post(http.url(), "text/plain", "x", kMany, sink); }),
            ErrorKind::interrupted);
}

TEST(HttpClient, refuses_a_content_type_that_would_add_headers) {
  StringSink sink;
  HttpClient client(allowed());
  for (const std::string type : {"text/plain\r\nX: y", "text/plain\n", ""})
    EXPECT_EQ(test::kind_of([&] { client.post("http://127.0.0.1:1/", type, "", kMany, sink); }),
              ErrorKind::usage);
}

} // namespace
} // namespace delo
