/// Prompts that a user selects in the client: what to do, with what brummer knows at that moment.
/// Runs on the threads of requests.
@NullMarked
package dev.brummer.app.mcp.prompt;

import org.jspecify.annotations.NullMarked;
