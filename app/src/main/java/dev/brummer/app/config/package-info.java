/// `brummer.toml`: what a person says of the processes of a project, of the defaults of all of
/// them, and where. Files are read once, at start, by the main thread; nothing here knows what can
/// be run.
@NullMarked
package dev.brummer.app.config;

import org.jspecify.annotations.NullMarked;
