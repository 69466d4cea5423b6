// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ids.h"

#include <QStringView>

#include <string>
#include <vector>

namespace docket {

/**
 * The titles of a list's tasks, in the list's order and without case, in one piece of memory. A search over a hundred
 * thousand tasks goes along it, where it would have to reach for each card and each title and fold it. Pure.
 */
class FoldedTitles
{
public:
    /** As titles are kept here; what is looked for is to be folded too. */
    static std::u16string folded(QStringView text);

    void reserve(size_t rows);
    void append(QStringView title, ProjectId project) { insert(size(), title, project); }
    void insert(size_t row, QStringView title, ProjectId project);
    void remove(size_t row);

    size_t size() const { return m_projects.size(); }
    QStringView title(size_t row) const
    {
        return QStringView(m_text).sliced(m_starts[row], m_starts[row + 1] - m_starts[row]);
    }
    ProjectId project(size_t row) const { return m_projects[row]; }

private:
    std::u16string m_text;
    std::vector<quint32> m_starts{0}; // in m_text; one more than there are rows
    std::vector<ProjectId> m_projects;
};

} // namespace docket
