// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "review/portcomments.h"
#include "widgets/common/theme.h"

#include <QCoreApplication>
#include <QFont>
#include <QRectF>
#include <QTextLayout>

#include <memory>
#include <optional>
#include <vector>

class QPainter;

namespace docket {

/** Where a comment was written, and what became of that place in the versions that are shown. */
struct CommentOrigin
{
    diff::PortFate fate = diff::PortFate::Same;
    review::CommentAnchor anchor; ///< as it was written
    int round = 0;                ///< whose snapshot was commented; 0: not known
    bool isElsewhere = false;     ///< its file is not among those that are shown
};

/** One thread of comments, laid out once for a width and painted where its row is. The text is plain text. */
class CommentBox
{
    Q_DECLARE_TR_FUNCTIONS(docket::CommentBox)

public:
    enum class Button : quint8 { Reply, Edit, Resolve, Delete };
    struct Hit
    {
        Button button = Button::Reply;
        CommentId comment;
    };

    /** `comments`: the first one, then the replies to it in order. */
    explicit CommentBox(QList<review::Comment> comments, CommentOrigin origin = {})
        : m_comments(std::move(comments)), m_origin(std::move(origin))
    {}

    const QList<review::Comment> &comments() const { return m_comments; }
    const review::Comment &first() const { return m_comments.constFirst(); }
    bool isResolved() const { return first().resolved; }

    /** Height for a box of that width, its margins included. */
    int layOut(int width, const QFont &font);
    int height() const { return m_height; }
    int width() const { return m_width; }

    void paint(QPainter &painter, QPointF topLeft, const ThemeColors &theme, std::optional<QPointF> pointer) const;
    /** `at` is relative to the box's top left. */
    std::optional<Hit> buttonAt(QPointF at) const;
    /** All of it in words, for screen readers and the clipboard. */
    QString plainText() const;

private:
    struct Part
    {
        std::unique_ptr<QTextLayout> body;
        QRectF head;
        QPointF bodyAt;
    };
    struct PlacedButton
    {
        QRectF box;
        Hit hit;
        QString text;
    };

    void addButtons(qreal x, qreal y);
    qreal layOutOrigin(qreal x, qreal y, qreal width);
    /** What has to be said of the place; empty where the comment stands where it was written. */
    QString placeText() const;
    bool isChanged() const;
    /** The old lines, where they do not stand above the box. */
    QStringList oldLines() const;
    void paintOrigin(QPainter &painter, const ThemeColors &theme) const;

    QList<review::Comment> m_comments;
    CommentOrigin m_origin;
    QRectF m_placeRect;
    QRectF m_codeRect;
    QStringList m_code;
    std::vector<Part> m_parts;
    std::vector<PlacedButton> m_buttons;
    QFont m_font;
    QFont m_smallFont;
    QFont m_boldFont;
    int m_width = 0;
    int m_height = 0;
};

/** Plain text of any origin made safe to show: what cannot be seen or turns text around is written as its name. */
QString shownText(const QString &text);
/** The word for a severity in the user's language. */
QString severityText(review::Severity severity);
Tone severityTone(review::Severity severity);

} // namespace docket
