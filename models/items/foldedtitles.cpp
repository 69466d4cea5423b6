// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/foldedtitles.h"

#include <QString>

#include <algorithm>

namespace docket {

namespace {

void appendFolded(std::u16string &out, QStringView text)
{
    const bool isAscii = std::ranges::all_of(text, [](QChar c) { return c.unicode() < 0x80; });
    if (!isAscii) {
        const QString folded = text.toString().toCaseFolded();
        out.append(folded.utf16() ? reinterpret_cast<const char16_t *>(folded.utf16()) : u"", size_t(folded.size()));
        return;
    }
    const size_t at = out.size();
    out.resize(at + size_t(text.size()));
    std::ranges::transform(text, out.begin() + qsizetype(at), [](QChar c) {
        const char16_t unit = c.unicode();
        return char16_t(unit >= u'A' && unit <= u'Z' ? unit + 0x20 : unit);
    });
}

} // namespace

std::u16string FoldedTitles::folded(QStringView text)
{
    std::u16string out;
    appendFolded(out, text);
    return out;
}

void FoldedTitles::reserve(size_t rows)
{
    constexpr size_t usual = 48; // units of a title
    m_text.reserve(rows * usual);
    m_starts.reserve(rows + 1);
    m_projects.reserve(rows);
}

void FoldedTitles::insert(size_t row, QStringView title, ProjectId project)
{
    if (row == size()) {
        appendFolded(m_text, title);
        m_starts.push_back(quint32(m_text.size()));
        m_projects.push_back(project);
        return;
    }
    const std::u16string text = folded(title);
    m_text.insert(m_starts[row], text);
    m_starts.insert(m_starts.begin() + qsizetype(row), m_starts[row]);
    for (size_t i = row + 1; i < m_starts.size(); ++i)
        m_starts[i] += quint32(text.size());
    m_projects.insert(m_projects.begin() + qsizetype(row), project);
}

void FoldedTitles::remove(size_t row)
{
    const quint32 length = m_starts[row + 1] - m_starts[row];
    m_text.erase(m_starts[row], length);
    m_starts.erase(m_starts.begin() + qsizetype(row));
    for (size_t i = row; i < m_starts.size(); ++i)
        m_starts[i] -= length;
    m_projects.erase(m_projects.begin() + qsizetype(row));
}

} // namespace docket
