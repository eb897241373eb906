#include "mutualise/study/table.hpp"

#include "csv_field.hpp"

#include "mutualise/core/errors.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

constexpr std::size_t runs_at_a_time = 32;

std::string number(double value) { return std::isnan(value) ? std::string() : fmt::format("{}", value); }

/// Names of the labels before the values of a row, and each run's.
struct Labels {
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> of_run; ///< by place on the run axis
};

Labels labels_of(const Recording& labels)
{
    Labels all{{"seed"}, {}};
    if (labels.study) {
        all.names.insert(all.names.end(), {"point", "replicate", "variant"});
        for (const FactorColumn& factor : labels.study->factors)
            all.names.push_back(factor.name);
    }
    for (const RunLabel& run : labels.runs) {
        std::vector<std::string> row{fmt::format("{:016x}", run.seed)};
        if (const auto& study = labels.study) {
            const std::uint32_t point = labels.point_of(run.index);
            row.push_back(std::to_string(point));
            row.push_back(std::to_string(labels.replicate_of(run.index)));
            row.push_back(study->variants.at(study->variant_of_point.at(point)));
            for (const FactorColumn& factor : study->factors)
                row.push_back(factor.texts.at(point));
        }
        all.of_run.push_back(std::move(row));
    }
    return all;
}

std::vector<Observable> observables_of(const RecordedFile& file, const TableChoice& choice)
{
    const std::vector<Observable>& all = file.labels().observables;
    for (const Observable wanted : choice.observables)
        if (std::find(all.begin(), all.end(), wanted) == all.end())
            throw UsageError(fmt::format("{} does not record {}", file.path().string(), spec(wanted).name));
    return choice.observables.empty() ? all : choice.observables;
}

/// Places on the time axis.
std::vector<std::size_t> months_of(const RecordedFile& file, const TableChoice& choice)
{
    const std::vector<Month> all = file.months();
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (choice.months.empty() ||
            std::find(choice.months.begin(), choice.months.end(), all[i]) != choice.months.end())
            places.push_back(i);
    for (const Month wanted : choice.months)
        if (std::find(all.begin(), all.end(), wanted) == all.end())
            throw UsageError(fmt::format("{} does not record {}", file.path().string(), to_string(wanted)));
    return places;
}

/// Names along an observable's axes, and how many cells a month has.
struct Cells {
    std::vector<std::string> first, second;
    std::size_t count() const { return first.size() * second.size(); }
};

Cells cells_of(const RecordedFile& file, Observable observable)
{
    return {file.names(spec(observable).first), file.names(spec(observable).second)};
}

/// Does the sum over an observable's cells mean something?
bool adds_up(Observable observable)
{
    return spec(observable).kind == ValueKind::count || spec(observable).units != "1";
}

std::vector<std::string> columns_of(const RecordedFile& file, Observable observable)
{
    const std::string name(spec(observable).name);
    const Cells cells = cells_of(file, observable);
    if (adds_up(observable) || cells.count() == 1)
        return {name};
    std::vector<std::string> columns;
    for (const std::string& first : cells.first)
        for (const std::string& second : cells.second)
            columns.push_back(fmt::format("{} [{}{}{}]", name, first, second.empty() ? "" : ", ", second));
    return columns;
}

/// Values of a block of runs, by observable.
using Block = std::vector<std::vector<double>>;

Block read_block(const RecordedFile& file, const std::vector<Observable>& observables, std::size_t first,
                 std::size_t count)
{
    Block block;
    for (const Observable observable : observables)
        block.push_back(file.values(observable, first, count));
    return block;
}

template <class Row>
void for_each_run(const RecordedFile& file, const std::vector<Observable>& observables, Row row)
{
    const std::size_t runs = file.labels().runs.size();
    for (std::size_t first = 0; first < runs; first += runs_at_a_time) {
        const std::size_t count = std::min(runs_at_a_time, runs - first);
        const Block block = read_block(file, observables, first, count);
        for (std::size_t r = 0; r < count; ++r)
            row(first + r, r, block);
    }
}

std::string joined(const std::vector<std::string>& fields)
{
    std::string line;
    for (const std::string& each : fields)
        line += (line.empty() ? "" : ",") + csv_field(each, true);
    return line + "\n";
}

/// The head that readers of BehaviorSpace tables skip: version, model, experiment, time, world.
std::string behaviorspace_head(const Recording& labels)
{
    const std::string model = fmt::format("mutualise {}", labels.provenance.version);
    return joined({"BehaviorSpace results (" + model + ")", "Table version 2.0"}) + joined({model}) +
           joined({labels.name}) + joined({labels.provenance.created}) +
           joined({"min-pxcor", "max-pxcor", "min-pycor", "max-pycor"}) + joined({"0", "0", "0", "0"});
}

} // namespace

void require_recorded(const RecordedFile& file, const TableChoice& choice)
{
    observables_of(file, choice);
    months_of(file, choice);
}

void print_tidy(const RecordedFile& file, const TableChoice& choice, const Print& print)
{
    const std::vector<Observable> observables = observables_of(file, choice);
    const std::vector<std::size_t> months = months_of(file, choice);
    const Labels labels = labels_of(file.labels());
    std::vector<Cells> cells;
    for (const Observable observable : observables)
        cells.push_back(cells_of(file, observable));
    std::string text = "run";
    for (const std::string& name : labels.names)
        text += "," + csv_field(name);
    print(text + ",month,observable,category,subcategory,value\n");
    for_each_run(file, observables, [&](std::size_t place, std::size_t r, const Block& block) {
        std::string begin = std::to_string(file.labels().runs[place].index);
        for (const std::string& label : labels.of_run[place])
            begin += "," + csv_field(label);
        text.clear();
        for (std::size_t o = 0; o < observables.size(); ++o)
            for (const std::size_t month : months) {
                const std::string row =
                    fmt::format("{},{},{}", begin, to_string(file.months()[month]), spec(observables[o]).name);
                const double* value = &block[o][(r * file.months().size() + month) * cells[o].count()];
                for (const std::string& first : cells[o].first)
                    for (const std::string& second : cells[o].second)
                        text +=
                            fmt::format("{},{},{},{}\n", row, csv_field(first), csv_field(second), number(*value++));
            }
        print(text);
    });
}

void print_behaviorspace(const RecordedFile& file, const TableChoice& choice, const Print& print)
{
    const std::vector<Observable> observables = observables_of(file, choice);
    const std::vector<std::size_t> months = months_of(file, choice);
    const Labels labels = labels_of(file.labels());
    std::vector<std::string> head{"[run number]"};
    head.insert(head.end(), labels.names.begin(), labels.names.end());
    head.push_back("[step]");
    for (const Observable observable : observables)
        for (const std::string& column : columns_of(file, observable))
            head.push_back(column);
    print(behaviorspace_head(file.labels()) + joined(head));
    for_each_run(file, observables, [&](std::size_t place, std::size_t r, const Block& block) {
        std::string text;
        for (const std::size_t month : months) {
            std::vector<std::string> row{std::to_string(file.labels().runs[place].index + 1)};
            row.insert(row.end(), labels.of_run[place].begin(), labels.of_run[place].end());
            row.push_back(std::to_string(month));
            for (std::size_t o = 0; o < observables.size(); ++o) {
                const std::size_t of_month = file.cells(observables[o]) / file.months().size();
                const double* value = &block[o][(r * file.months().size() + month) * of_month];
                double sum = 0;
                for (std::size_t c = 0; c < of_month; ++c)
                    if (adds_up(observables[o]))
                        sum += value[c];
                    else
                        row.push_back(number(value[c]));
                if (adds_up(observables[o]))
                    row.push_back(number(sum));
            }
            text += joined(row);
        }
        print(text);
    });
}

} // namespace mutualise
