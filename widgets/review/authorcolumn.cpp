// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/authorcolumn.h"

#include "items/plaintext.h"

#include <QFontMetrics>
#include <QLocale>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

using diff::Side;

namespace {

QString shortDate(const QDateTime &when)
{
    return when.date().toString(u"yyyy-MM-dd"_s);
}

} // namespace

AuthorColumn::AuthorColumn(DiffScene &scene, QObject *parent) : QObject(parent), m_scene(scene) {}

void AuthorColumn::setSource(SourceLookup *lookup, const QString &repository, const ObjectId &base)
{
    if (lookup == m_lookup && repository == m_repository && base == m_base)
        return;
    m_lookup = lookup;
    m_repository = repository;
    m_base = base;
    begin();
}

void AuthorColumn::setShown(bool shown)
{
    m_shown = shown;
    if (!shown)
        want({});
}

void AuthorColumn::begin()
{
    want({});
    m_known.clear();
    m_refused.clear();
}

void AuthorColumn::want(const QList<int> &files)
{
    m_asked.removeIf([&](std::pair<const int &, CancelToken &> each) {
        if (files.contains(each.first))
            return false;
        each.second.cancel();
        return true;
    });
    for (const int file : files)
        ask(file);
}

void AuthorColumn::ask(int file)
{
    if (!canAsk() || m_known.contains(file) || m_asked.contains(file) || m_refused.contains(file))
        return;
    const diff::FileVersion &before = m_scene.document().entry(file).before;
    if (!before.exists() || before.isSubmodule() || (m_scene.file(file) && m_scene.file(file)->left().isBinary()))
        return;
    const SourcePlace place{m_repository, m_base, before.path, -1, before.blob};
    m_asked.insert(file, m_lookup->findAuthors(place, this, [this, file](const Result<review::AuthorshipPtr> &found) {
        m_asked.remove(file);
        if (found) {
            m_known.insert(file, *found);
        } else {
            m_refused.insert(file);
            Q_EMIT failed(found.error());
        }
        Q_EMIT arrived(file);
    }));
}

QString AuthorColumn::words(int file, int line) const
{
    const review::AuthorshipPtr known = of(file);
    const review::AuthorRun *run = known ? known->at(line) : nullptr;
    if (!run)
        return {};
    return tr("%1, %2, %3: %4", "commit, author, date, summary")
        .arg(run->commit.shortened(), visibleText(run->author),
             QLocale().toString(run->when.date(), QLocale::LongFormat), visibleText(run->summary));
}

int AuthorColumn::width(const QFont &font) const
{
    const QFontMetrics metrics(font);
    return m_shown ? metrics.averageCharWidth() * 18 + metrics.horizontalAdvance(u"0000-00-00"_s) + 16 : 0;
}

void AuthorColumn::paint(QPainter &painter, RowPlace place, const QRect &rect, const ThemeColors &theme,
                         const QFont &font) const
{
    painter.fillRect(rect, theme.panel);
    painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), theme.line);
    const int line = m_scene.lineAt(place, Side::Left);
    if (line < 0)
        return;
    const review::AuthorshipPtr known = of(place.file);
    const review::AuthorRun *run = known ? known->at(line) : nullptr;
    // Said once for lines that follow each other on the screen.
    const int above = place.row > 0 ? m_scene.lineAt({place.file, place.row - 1}, Side::Left) : -1;
    const bool isFirst = above < 0 || !run || known->at(above) != run;
    if (!isFirst)
        return;
    const QRect text = rect.adjusted(6, 0, -8, 0);
    painter.setFont(font);
    painter.setPen(theme.dimText);
    if (!run) {
        if (isWaitingFor(place.file) && above < 0)
            painter.drawText(text, Qt::AlignLeft | Qt::AlignTop, tr("Searching \u2026"));
        return;
    }
    painter.fillRect(QRect(rect.left(), rect.top(), rect.width() - 1, 1), mixed(theme.panel, theme.line, 0.6));
    const QFontMetrics metrics(font);
    const QString date = shortDate(run->when);
    const int dateWidth = metrics.horizontalAdvance(date);
    const QRect top(text.left(), text.top(), text.width(), std::min(text.height(), m_scene.style().metrics.row));
    painter.drawText(top, Qt::AlignRight | Qt::AlignVCenter, date);
    painter.drawText(top, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(visibleText(run->author), Qt::ElideRight, text.width() - dateWidth - 8));
}

} // namespace docket
