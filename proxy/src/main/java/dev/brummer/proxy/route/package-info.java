/// Which server is behind which port: plain data, written by the thread `proxy-routes`, read by the
/// event loops.
@NullMarked
package dev.brummer.proxy.route;

import org.jspecify.annotations.NullMarked;
