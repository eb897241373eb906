/// \file The page in one file. Its policy lets nothing be fetched, and only this script run, by its digest.
#include "mutualise/core/digest.hpp"
#include "recorded.hpp"

#include <fmt/format.h>
#include <string_view>

// The bundle of report/web and the style stand in the program as they are; CMake compiles this file anew where they
// change, for compilers do not see what the assembler includes.
// NOLINTBEGIN
#define MUTUALISE_EMBED(name, file)                                                                                    \
    __asm__(".section .rodata\n"                                                                                       \
            ".global " #name "_begin\n" #name "_begin:\n"                                                              \
            ".incbin \"" file "\"\n"                                                                                   \
            ".global " #name "_end\n" #name "_end:\n"                                                                  \
            ".byte 0\n"                                                                                                \
            ".previous\n");                                                                                            \
    extern "C" const char name##_begin[], name##_end[]

MUTUALISE_EMBED(mutualise_report_script, MUTUALISE_REPORT_WEB "/dist/report.min.js");
MUTUALISE_EMBED(mutualise_report_style, MUTUALISE_REPORT_WEB "/report.css");
MUTUALISE_EMBED(mutualise_report_licences, MUTUALISE_REPORT_WEB "/dist/LICENCES.txt");
// NOLINTEND

namespace mutualise::report
{

namespace
{

std::string_view between(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }

/// Base 64 (RFC 4648) of hexadecimal digits.
std::string base64_of(std::string_view hex)
{
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const auto digit = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); };
    std::string out;
    for (std::size_t i = 0; i < hex.size(); i += 6) {
        unsigned bits = 0, bytes = 0;
        for (std::size_t j = 0; j < 6; j += 2) {
            const bool there = i + j + 1 < hex.size();
            bits = bits << 8 | (there ? digit(hex[i + j]) << 4 | digit(hex[i + j + 1]) : 0);
            bytes += there;
        }
        for (unsigned k = 0; k < 4; ++k)
            out += k <= bytes ? digits[bits >> (18 - 6 * k) & 63] : '=';
    }
    return out;
}

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

} // namespace

std::string page_html(const std::string& title, const std::string& data)
{
    const std::string_view script = between(mutualise_report_script_begin, mutualise_report_script_end),
                           style = between(mutualise_report_style_begin, mutualise_report_style_end),
                           licences = between(mutualise_report_licences_begin, mutualise_report_licences_end);
    std::string html = "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n";
    html += fmt::format("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src "
                        "'sha256-{}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action "
                        "'none'\">\n",
                        base64_of(sha256_hex(script)));
    html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" "
            "content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n";
    html += fmt::format("<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n", escaped(title), style);
    html += "<noscript><p>This report draws its charts with a script, which your browser does not run. Every number is "
            "also in the files it was made from.</p></noscript>\n<div id=\"page\"></div>\n";
    html += fmt::format("<script type=\"application/json\" id=\"data\">{}</script>\n", data);
    html += fmt::format("<div id=\"licences\" hidden>{}</div>\n", escaped(licences));
    return html + fmt::format("<script>{}</script>\n</body>\n</html>\n", script);
}

} // namespace mutualise::report
