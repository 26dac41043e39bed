/// Standing filters: which lines of the log match what somebody looks at, found out once a line.
@NullMarked
package dev.brummer.engine.filter;

import org.jspecify.annotations.NullMarked;
