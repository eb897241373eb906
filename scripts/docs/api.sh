#!/usr/bin/env bash
# The public interface as HTML pages, build/api/html/index.html, by Doxygen (Debian's doxygen; some seconds). Prints its
# warnings, if any, and one line; exit code 1 where there is a warning.
set -euo pipefail
cd "$(dirname "$0")/../.."
mkdir -p build
warnings=$(doxygen docs/Doxyfile 2>&1 >/dev/null) && ended=0 || ended=$?
[ -z "$warnings" ] || printf '%s\n' "$warnings"
echo "public interface: $(find include/mutualise -name '*.hpp' | wc -l) headers, $(grep -c 'warning:' <<<"$warnings" || true) warnings"
[ "$ended" = 0 ] && [ -z "$warnings" ]
