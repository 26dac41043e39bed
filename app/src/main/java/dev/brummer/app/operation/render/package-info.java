/// Renders results: as short text for agents and terminals, as JSON for programs. Pure.
///
/// Both renderings show the same records; nothing else formats a result.
@NullMarked
package dev.brummer.app.operation.render;

import org.jspecify.annotations.NullMarked;
