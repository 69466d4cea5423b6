// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/sourcelookup.h"
#include "widgets/common/theme.h"
#include "widgets/review/diffscene.h"

#include <QFont>
#include <QHash>
#include <QObject>
#include <QSet>

class QPainter;

namespace docket {

/**
 * Who wrote the lines of the base: asks for the files that can be seen, drops the question when they are left, and
 * paints the column at the left edge. GUI thread.
 */
class AuthorColumn : public QObject
{
    Q_OBJECT

public:
    /** `scene` must outlive this. */
    AuthorColumn(DiffScene &scene, QObject *parent);

    void setSource(SourceLookup *lookup, const QString &repository, const ObjectId &base);
    bool canAsk() const { return m_lookup && m_base.isValid(); }
    void setShown(bool shown);
    bool isShown() const { return m_shown; }
    /** Forgets all: other files are shown. */
    void begin();
    /** These files are looked at; questions about others that are not answered yet are dropped. */
    void want(const QList<int> &files);
    void ask(int file);
    /** Null until it is known. */
    review::AuthorshipPtr of(int file) const { return m_known.value(file); }
    bool isWaitingFor(int file) const { return m_asked.contains(file); }
    /** "a1b2c3d4, Ada, 3 March 2024: Parse durations"; empty where nothing is known. */
    QString words(int file, int line) const;

    int width(const QFont &font) const;
    void paint(QPainter &painter, RowPlace place, const QRect &rect, const ThemeColors &theme, const QFont &font) const;

Q_SIGNALS:
    void arrived(int file);
    void failed(const docket::Error &error);

private:
    DiffScene &m_scene;
    SourceLookup *m_lookup = nullptr;
    QString m_repository;
    ObjectId m_base;
    bool m_shown = false;
    QHash<int, review::AuthorshipPtr> m_known;
    QHash<int, CancelToken> m_asked;
    QSet<int> m_refused; ///< it failed once and would again
};

} // namespace docket
