// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/surfacegeometry.h"

#include <algorithm>

namespace docket {

void SurfaceGeometry::reset(int files, const Metrics &metrics)
{
    m_metrics = metrics;
    m_heights.reset(files, metrics.header + metrics.gap);
    m_rows.assign(size_t(files), 1);
    m_extras.assign(size_t(files), {});
}

void SurfaceGeometry::setFile(int file, int rows, std::vector<Extra> extras)
{
    int sum = 0;
    for (Extra &extra : extras)
        extra.height = sum += extra.height;
    m_rows[size_t(file)] = rows;
    m_extras[size_t(file)] = std::move(extras);
    m_heights.set(file, topInFile(file, rows) + m_metrics.gap);
}

int SurfaceGeometry::extraBefore(int file, int row) const
{
    const auto &extras = m_extras[size_t(file)];
    const auto at = std::ranges::lower_bound(extras, row, {}, &Extra::row);
    return at == extras.begin() ? 0 : std::prev(at)->height;
}

qint64 SurfaceGeometry::topInFile(int file, int row) const
{
    if (row == 0)
        return 0;
    return m_metrics.header + qint64(row - 1) * m_metrics.row + extraBefore(file, row);
}

int SurfaceGeometry::rowHeight(int file, int row) const
{
    return (row == 0 ? m_metrics.header : m_metrics.row) + extraBefore(file, row + 1) - extraBefore(file, row);
}

SurfaceGeometry::Place SurfaceGeometry::at(qint64 y) const
{
    if (m_rows.empty())
        return {};
    const qint64 inside = std::clamp<qint64>(y - m_metrics.top, 0, std::max<qint64>(0, m_heights.total() - 1));
    const int file = std::min(m_heights.itemAt(inside), fileCount() - 1);
    return place(file, rowAt(file, inside - m_heights.sumBefore(file)));
}

/** Between two rows that are higher all rows are equal, so only the former are searched. */
int SurfaceGeometry::rowAt(int file, qint64 offset) const
{
    const auto &extras = m_extras[size_t(file)];
    const auto endsBefore = [&](const Extra &extra) {
        return m_metrics.header + qint64(extra.row) * m_metrics.row + extra.height <= offset;
    };
    const auto above = std::ranges::partition_point(extras, endsBefore); // the first that does not end above it
    const int most = std::min(above == extras.end() ? m_rows[size_t(file)] - 1 : above->row, m_rows[size_t(file)] - 1);
    const qint64 inRows = offset - m_metrics.header - (above == extras.begin() ? 0 : std::prev(above)->height);
    return inRows < 0 ? 0 : int(std::min<qint64>(most, 1 + inRows / m_metrics.row));
}

SurfaceGeometry::Place SurfaceGeometry::next(const Place &place) const
{
    if (place.row + 1 < m_rows[size_t(place.file)])
        return {place.file, place.row + 1, place.top + place.height, rowHeight(place.file, place.row + 1)};
    if (place.file + 1 < fileCount())
        return {place.file + 1, 0, place.top + place.height + m_metrics.gap, rowHeight(place.file + 1, 0)};
    return {};
}

} // namespace docket
