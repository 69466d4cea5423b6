// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/prefixsums.h"

#include <vector>

namespace docket {

/**
 * Where each row of each file lies, in pixels from the top of the surface. Most rows have one height; those that have
 * more (wrapped lines, folds, comments below a line) are listed. Every question is O(log n). Row 0 of a file is its
 * header.
 */
class SurfaceGeometry
{
public:
    struct Metrics
    {
        int row = 20;
        int header = 34;
        int gap = 12;  ///< below each file
        int top = 0;   ///< above the first file
        bool operator==(const Metrics &) const = default;
    };
    /** Pixels that a row has beyond the usual. */
    struct Extra
    {
        int row = 0;
        int height = 0;
        bool operator==(const Extra &) const = default;
    };
    struct Place
    {
        int file = -1;
        int row = -1;
        qint64 top = 0;
        int height = 0;
        bool isValid() const { return file >= 0; }
    };

    void reset(int files, const Metrics &metrics);
    const Metrics &metrics() const { return m_metrics; }
    void setTop(int top) { m_metrics.top = top; }
    /** `extras` in order of rows, each row once, heights above 0. */
    void setFile(int file, int rows, std::vector<Extra> extras);

    int fileCount() const { return m_heights.count(); }
    qint64 totalHeight() const { return m_metrics.top + m_heights.total(); }
    qint64 fileTop(int file) const { return m_metrics.top + m_heights.sumBefore(file); }
    qint64 fileHeight(int file) const { return m_heights.value(file); }
    int rowCount(int file) const { return m_rows[size_t(file)]; }
    qint64 rowTop(int file, int row) const { return fileTop(file) + topInFile(file, row); }
    int rowHeight(int file, int row) const;
    Place place(int file, int row) const { return {file, row, rowTop(file, row), rowHeight(file, row)}; }
    /** The row that covers y; the last row of the file for its gap, the nearest one outside. Not valid without files.
     */
    Place at(qint64 y) const;
    /** The row below; not valid behind the last one. */
    Place next(const Place &place) const;

private:
    qint64 topInFile(int file, int row) const;
    int rowAt(int file, qint64 offset) const;
    int extraBefore(int file, int row) const;

    Metrics m_metrics;
    diff::PrefixSums m_heights;
    std::vector<int> m_rows;
    std::vector<std::vector<Extra>> m_extras; // height: sum up to and with this row
};

} // namespace docket
