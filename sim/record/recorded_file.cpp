#include "mutualise/record/recorded_file.hpp"

#include "axes.hpp"
#include "canonical_hash.hpp"
#include "hdf5_attributes.hpp"
#include "hdf5_read.hpp"
#include "open_whole.hpp"
#include "reading_file.hpp"
#include "recorded_labels.hpp"

#include <algorithm>
#include <functional>

namespace mutualise
{

using hdf5::expect;
using hdf5::reading;

struct RecordedFile::Contents {
    std::filesystem::path path;
    hdf5::Handle file;
    hdf5::LastWrite opened;
    Recording labels;
    std::vector<Month> months;
    std::string hash;
};

bool is_recorded_file(const std::filesystem::path& path)
{
    const hdf5::QuietErrors quiet;
    try {
        hdf5::open_whole(path.string(), file_format);
        return true;
    } catch (const hdf5::Error&) {
        return false;
    }
}

RecordedFile::RecordedFile(const std::filesystem::path& path) : contents_(std::make_unique<Contents>())
{
    contents_->path = path;
    reading(path, [&] {
        contents_->file = hdf5::open_whole(path.string(), file_format);
        const hid_t file = contents_->file.id();
        contents_->opened = hdf5::last_write(file);
        for (const std::int32_t day : hdf5::read_numbers<std::int32_t>(file, "time"))
            contents_->months.push_back(month_ending(day));
        expect(!contents_->months.empty() &&
                   std::ranges::adjacent_find(contents_->months, std::greater_equal{}) == contents_->months.end(),
               "months");
        contents_->labels = read_labels(file, contents_->months);
        contents_->hash = hdf5::text_attribute(file, "canonical_hash");
        hdf5::expect_unchanged(file, contents_->opened);
    });
}

RecordedFile::RecordedFile(RecordedFile&&) noexcept = default;
RecordedFile::~RecordedFile() = default;

const std::filesystem::path& RecordedFile::path() const { return contents_->path; }
const Recording& RecordedFile::labels() const { return contents_->labels; }
std::vector<Month> RecordedFile::months() const { return contents_->months; }
std::string RecordedFile::canonical_hash() const { return contents_->hash; }

std::vector<std::string> RecordedFile::names(Axis axis) const
{
    return reading(contents_->path, [&] {
        const std::string name(axis_names[static_cast<std::size_t>(axis)]);
        std::vector<std::string> names;
        if (axis == Axis::none)
            names.emplace_back();
        else if (axis == Axis::level)
            for (const std::int32_t level : hdf5::read_numbers<std::int32_t>(contents_->file.id(), name))
                names.push_back(std::to_string(level));
        else
            names = hdf5::read_texts(contents_->file.id(), name);
        return names;
    });
}

std::vector<std::string> RecordedFile::parameter_names() const
{
    return reading(contents_->path, [&] { return hdf5::read_texts(contents_->file.id(), "parameter"); });
}

std::vector<double> RecordedFile::parameter_values() const
{
    return reading(contents_->path, [&] {
        std::vector<double> values = hdf5::read_numbers<double>(contents_->file.id(), "parameter_value");
        hdf5::expect_unchanged(contents_->file.id(), contents_->opened);
        return values;
    });
}

std::size_t RecordedFile::cells(Observable observable) const
{
    const AxisLengths lengths{labels().data->services.size(), labels().data->regions.size()};
    return contents_->months.size() * lengths(spec(observable).first) * lengths(spec(observable).second);
}

void RecordedFile::read(Observable observable, std::size_t first, std::size_t count, ValueBlock& block) const
{
    reading(contents_->path, [&] {
        const std::string name(spec(observable).name);
        const hdf5::Handle variable = hdf5::open_variable(contents_->file.id(), name);
        const hdf5::Extent extent = hdf5::extent_of(variable.id());
        std::size_t of_run = 1;
        for (std::size_t i = 1; i < extent.size(); ++i)
            of_run *= extent[i];
        if (extent.empty() || of_run != cells(observable) || extent[0] != labels().runs.size() ||
            first + count > extent[0])
            throw hdf5::Error(name + " has another shape than its axes");
        if (spec(observable).kind == ValueKind::count) {
            block.counts.resize(block.counts.size() + count * of_run);
            hdf5::read_rows(variable.id(), H5T_NATIVE_INT32, first, count, of_run,
                            block.counts.data() + block.counts.size() - count * of_run);
        } else {
            block.reals.resize(block.reals.size() + count * of_run);
            hdf5::read_rows(variable.id(), H5T_NATIVE_DOUBLE, first, count, of_run,
                            block.reals.data() + block.reals.size() - count * of_run);
        }
        hdf5::expect_unchanged(contents_->file.id(), contents_->opened);
    });
}

std::vector<double> RecordedFile::values(Observable observable, std::size_t first, std::size_t count) const
{
    ValueBlock block;
    read(observable, first, count, block);
    if (spec(observable).kind == ValueKind::real)
        return std::move(block.reals);
    return {block.counts.begin(), block.counts.end()};
}

} // namespace mutualise
