#pragma once

namespace docexport {

/// SIGINT and SIGTERM only set a flag; work looks at it at each step and between chunks, and ends in good order.
/// A second signal ends the process at once: a crash is safe at any moment (design §5).
void install_interruption_handlers();

/// The signal that asked us to stop, or 0.
int interruption_signal() noexcept;

/// Throws Error (`interrupted`) once a signal asked us to stop.
void throw_if_interrupted();

}  // namespace docexport
