#include "delo/io/http_client.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/special_address.hpp"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <exception>
#include <new>
#include <utility>
#include <vector>

namespace delo {
namespace {

constexpr long kMostRedirects = 5;
constexpr long kSecondsToConnect = 30;
constexpr long kSecondsOfSilence = 60;

struct CleanUp {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Headers = std::unique_ptr<curl_slist, FreeList>;

Headers headers_of(const std::vector<std::string>& lines) {
  Headers headers;
  for (const std::string& line : lines) {
    Headers longer(curl_slist_append(headers.get(), line.c_str()));
    if (!longer)
      throw std::bad_alloc();
    static_cast<void>(headers.release()); // it is the beginning of the longer one
    headers = std::move(longer);
  }
  return headers;
}

} // namespace

class HttpClient::Impl {
public:
  explicit Impl(HttpOptions options) : options_(std::move(options)) {
    static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (kReady == CURLE_OK)
      handle_.reset(curl_easy_init());
    if (!handle_)
      throw Error(ErrorKind::internal, "the HTTP library could not be started");
    set_limits();
    set(CURLOPT_WRITEFUNCTION, &Impl::on_bytes);
    set(CURLOPT_WRITEDATA, this);
    set(CURLOPT_OPENSOCKETFUNCTION, &Impl::on_socket);
    set(CURLOPT_OPENSOCKETDATA, this);
    set(CURLOPT_XFERINFOFUNCTION, &Impl::on_progress);
    set(CURLOPT_XFERINFODATA, this);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_ERRORBUFFER, error_.data());
  }

  HttpResult get(const std::string& url, std::uint64_t offset, std::uint64_t limit,
                 ByteSink& sink) {
    is_post_ = false;
    set(CURLOPT_HTTPGET, 1L);
    set(CURLOPT_HTTPHEADER, static_cast<curl_slist*>(nullptr));
    set(CURLOPT_RESUME_FROM_LARGE, static_cast<curl_off_t>(offset));
    return perform(url, limit, sink);
  }

  HttpResult post(const std::string& url, const std::string& content_type, std::string_view body,
                  std::uint64_t limit, ByteSink& sink) {
    if (content_type.empty() || display_name(content_type) != content_type)
      throw Error(ErrorKind::usage,
                  "\"" + display_name(content_type) + "\" cannot be a content type");
    const Headers headers = headers_of({"Content-Type: " + content_type, "Expect:"});
    is_post_ = true;
    set(CURLOPT_RESUME_FROM_LARGE, curl_off_t{0});
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTREDIR, long{CURL_REDIR_POST_301 | CURL_REDIR_POST_302});
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    set(CURLOPT_POSTFIELDS, body.data());
    set(CURLOPT_HTTPHEADER, headers.get());
    HttpResult result = perform(url, limit, sink);
    set(CURLOPT_HTTPHEADER, static_cast<curl_slist*>(nullptr)); // they go away now
    return result;
  }

private:
  HttpResult perform(const std::string& url, std::uint64_t limit, ByteSink& sink) {
    sink_ = &sink;
    left_ = limit;
    trouble_ = nullptr;
    is_private_ = is_too_long_ = false;
    error_[0] = '\0';
    set(CURLOPT_URL, url.c_str());
    const CURLcode code = curl_easy_perform(handle_.get());
    if (trouble_)
      std::rethrow_exception(trouble_);
    if (options_.stop.stop_requested())
      throw Error(ErrorKind::interrupted, is_post_ ? "stopped while a server was told something"
                                                   : "stopped while a file was fetched");
    return result_of(code);
  }

  template <typename Value>
  void set(CURLoption option, Value value) {
    if (curl_easy_setopt(handle_.get(), option, value) != CURLE_OK)
      throw Error(ErrorKind::internal, "the HTTP library does not know an option");
  }

  void set_limits() {
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 1L);
    set(CURLOPT_MAXREDIRS, kMostRedirects);
    set(CURLOPT_FAILONERROR, 1L);
    set(CURLOPT_PROXY, ""); // a proxy would choose the address in our place
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT, kSecondsToConnect);
    set(CURLOPT_LOW_SPEED_LIMIT, 1L);
    set(CURLOPT_LOW_SPEED_TIME, kSecondsOfSilence);
    set(CURLOPT_TIMEOUT, options_.seconds_in_all);
    set(CURLOPT_USERAGENT, "delo");
    set(CURLOPT_HTTP_CONTENT_DECODING, 0L); // digests are of the bytes that are sent
  }

  HttpResult result_of(CURLcode code) const {
    if (code == CURLE_OK)
      return {HttpEnd::whole, {}};
    if (is_private_)
      return {HttpEnd::private_address,
              "the address is private or reserved; --allow-private takes it all the same"};
    if (is_too_long_)
      return {HttpEnd::too_long, "there is more than was to come"};
    long status = 0;
    curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
    constexpr long kNoSuchRange = 416;
    if (!is_post_ && (code == CURLE_RANGE_ERROR || status == kNoSuchRange))
      return {HttpEnd::cannot_resume, "the server does not go on where the last run ended"};
    const std::string_view detail = error_.data();
    return {HttpEnd::failed,
            display_name(detail.empty() ? std::string_view(curl_easy_strerror(code)) : detail)};
  }

  static std::size_t on_bytes(const char* bytes, std::size_t, std::size_t size, void* self) {
    Impl& impl = *static_cast<Impl*>(self);
    if (size > impl.left_) {
      impl.is_too_long_ = true;
      return 0;
    }
    try {
      impl.sink_->write({bytes, size});
    } catch (...) { // it must not pass through a library of C
      impl.trouble_ = std::current_exception();
      return 0;
    }
    impl.left_ -= size;
    return size;
  }

  /// The last word on where a name leads: asked for every connection, redirects included.
  static curl_socket_t on_socket(void* self, curlsocktype, curl_sockaddr* address) {
    Impl& impl = *static_cast<Impl*>(self);
    if (!impl.options_.allow_private && is_special_address(address->addr)) {
      impl.is_private_ = true;
      return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  }

  static int on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Impl*>(self)->options_.stop.stop_requested() ? 1 : 0;
  }

  HttpOptions options_;
  std::unique_ptr<CURL, CleanUp> handle_;
  std::array<char, CURL_ERROR_SIZE> error_{};
  ByteSink* sink_ = nullptr;
  std::uint64_t left_ = 0;
  bool is_post_ = false;
  bool is_private_ = false;
  bool is_too_long_ = false;
  std::exception_ptr trouble_;
};

HttpClient::HttpClient(HttpOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
HttpClient::~HttpClient() = default;

HttpResult HttpClient::get(const std::string& url, std::uint64_t offset, std::uint64_t limit,
                           ByteSink& sink) {
  return impl_->get(url, offset, limit, sink);
}

HttpResult HttpClient::post(const std::string& url, const std::string& content_type,
                            std::string_view body, std::uint64_t limit, ByteSink& sink) {
  return impl_->post(url, content_type, body, limit, sink);
}

} // namespace delo
