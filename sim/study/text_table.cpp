#include "text_table.hpp"

#include <charconv>
#include <fstream>

namespace mutualise
{

namespace
{

/// The line without what follows a # that is not in quotes nor within a word.
std::string without_comment(const std::string& line)
{
    bool quoted = false, blank = true;
    for (std::size_t i = 0; i < line.size(); ++i) {
        quoted = quoted != (line[i] == '"');
        if (line[i] == '#' && blank && !quoted)
            return line.substr(0, i);
        blank = line[i] == ' ' || line[i] == '\t';
    }
    return line;
}

/// Cells between commas, or between blanks where there is no comma; a cell in quotes may hold both.
std::vector<std::string> cells_of(const std::string& line)
{
    const bool commas = line.find(',') != std::string::npos;
    std::vector<std::string> cells;
    std::string cell;
    bool quoted = false, any = false;
    for (std::size_t i = 0; i <= line.size(); ++i) {
        const char c = i < line.size() ? line[i] : '\n';
        const bool blank = c == ' ' || c == '\t' || c == '\r';
        const bool end = c == '\n' || (!quoted && (commas ? c == ',' : blank));
        if (c == '"' && c != '\n') {
            quoted = !quoted;
            any = true;
        } else if (end) {
            if (commas || any || !cell.empty())
                cells.push_back(cell);
            cell.clear();
            any = false;
        } else if (quoted || !blank) {
            cell += c;
        }
    }
    return cells;
}

} // namespace

std::vector<Line> read_lines(const std::filesystem::path& file)
{
    std::ifstream in(file);
    std::vector<Line> lines;
    std::string text;
    for (int number = 1; std::getline(in, text); ++number) {
        text = without_comment(text);
        if (text.find_first_not_of(" \t\r") == std::string::npos)
            continue;
        Line& line = lines.emplace_back();
        line.place.file = file.string();
        line.place.line = number;
        line.place.column = 1;
        line.cells = cells_of(text);
    }
    return lines;
}

std::vector<Line> read_lines(StudyReading& reading, const Entry& entry, const std::string& path)
{
    const std::string* name = entry.node.text();
    if (name == nullptr || name->empty()) {
        reading.file.refuse(entry.node, path, "must be the name of a file, relative to the study");
        return {};
    }
    std::vector<Line> lines = read_lines((reading.folder / *name).lexically_normal());
    for (Line& line : lines)
        line.place.layer = study_layer;
    if (lines.empty())
        reading.file.refuse(entry.node, path, "is empty or cannot be read");
    return lines;
}

double number_of(const std::string& text)
{
    double value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && stop == text.data() + text.size() ? value : not_a_number;
}

} // namespace mutualise
