/// What has happened besides lines: a history of events, and who is connected.
@NullMarked
package dev.brummer.engine.journal;

import org.jspecify.annotations.NullMarked;
