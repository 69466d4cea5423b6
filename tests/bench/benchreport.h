// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace docket::bench {

/** CPU time (user and system) that this process, or the calling thread, has used so far; milliseconds. */
double processCpuMs();
double threadCpuMs();
/** Of all children that ended and were waited for; milliseconds. */
double childrenCpuMs();
/** A clock that never goes back; milliseconds. */
double wallMs();
/** Memory of this process in bytes: now, and the most since the start or the last resetPeak(). 0 where unknown. */
qint64 residentBytes();
qint64 peakResidentBytes();
void resetPeak();

double median(QList<double> values);
/** The value that `part` (0..1) of the values do not exceed; nearest rank. */
double percentile(QList<double> values, double part);

/** Runs `work` once to warm up and then `n` times; the median CPU time of a run of this process, in milliseconds. */
double medianCpuMs(int n, const std::function<void()> &work);

/** One figure. A ratio is value over baseline, both measured in the same run: only that survives another machine. */
struct Figure
{
    QString name;
    double value = 0;
    QString unit; ///< "ms", "bytes", "rows/s", "ratio" ...
    std::optional<double> baseline;
    std::optional<double> ratio;
    int n = 1; ///< how many measurements are behind it

    /** {"name","value","unit","baseline","ratio","n"}, no newline; null where there is no baseline. */
    QByteArray json() const;
    QByteArray text() const;
};

/**
 * What a benchmark program says. Understands `--json` (one object a line), `--filter WORD` (only figures whose name
 * contains the word; several are alternatives) and `--no-goals` (a goal that is missed is said and is no failure, for
 * machines on which other things run); any other argument is left to the program. Prints each figure at once. A program
 * that asks and reports nothing for DOCKET_BENCH_LIMIT_SECONDS (600) says what it was at and ends with 3.
 */
class Report
{
public:
    Report(int argc, char *const *argv);

    /** Ask before measuring: false when the filter leaves this figure out. */
    bool wants(const QString &name) const;
    void report(const Figure &figure);
    /** With a baseline: the ratio is computed. */
    void report(const QString &name, double value, const QString &unit, std::optional<double> baseline = {}, int n = 1);
    /** A bar that must hold: prints what was seen and makes exitCode() 1 if `holds` is false. */
    void require(const QString &what, bool holds);
    /** The same for a figure that has a most; not said where the filter leaves the figure out. */
    void atMost(const QString &name, double seen, double most);
    /** Says on standard error that something could not be measured, and why; never silent. */
    void missing(const QString &name, const QString &why);

    int exitCode() const { return m_failed ? 1 : 0; }

private:
    bool m_json = false;
    bool m_failed = false;
    bool m_goals = true;
    QStringList m_filters;
};

} // namespace docket::bench
