#pragma once

#include <string>
#include <string_view>

namespace docexport {

/// `host` or `host:port` of an http or https URL, for messages. Throws Error (`configuration`) for anything else.
std::string checked_host(const std::string& url);

/// Whether the host, with or without a port, is this machine itself or an address that means something on its own link
/// only, as those of AWS's metadata services do.
bool is_on_this_link(std::string_view host);

/// A header as libcurl takes it. Throws Error (`internal`) for control characters, which would begin another header.
std::string header_line(const std::string& name, const std::string& value);

}  // namespace docexport
