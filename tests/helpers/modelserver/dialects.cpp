// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/modelserver/dialects.h"

#include <QJsonDocument>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray block(const QJsonObject &object, bool named = true)
{
    const QByteArray name = named ? "event: " + object.value("type"_L1).toString().toUtf8() + '\n' : QByteArray();
    return name + "data: " + compact(object) + "\n\n";
}

// A text of the person starts a new turn; results of tools before it are of an earlier one.
void addText(ModelRequest &request, const QString &text)
{
    request.userTexts << text;
    request.toolResults.clear();
}

QString textOf(const QJsonValue &content)
{
    if (content.isString())
        return content.toString();
    QString text;
    const QJsonArray parts = content.toArray();
    for (const QJsonValue &part : parts)
        text += part["text"_L1].toString();
    return text;
}

void readGemini(ModelRequest &request)
{
    const QJsonArray contents = request.body.value("contents"_L1).toArray();
    for (const QJsonValue &content : contents) {
        if (content["role"_L1].toString() != "user"_L1)
            continue;
        const QJsonArray parts = content["parts"_L1].toArray();
        for (const QJsonValue &part : parts) {
            if (part["functionResponse"_L1].isObject())
                request.toolResults << QString::fromUtf8(
                    compact(part["functionResponse"_L1]["response"_L1].toObject()));
            else if (part["text"_L1].isString())
                addText(request, part["text"_L1].toString());
        }
    }
    const QJsonArray tools = request.body.value("tools"_L1).toArray();
    for (const QJsonValue &tool : tools) {
        const QJsonArray functions = tool["functionDeclarations"_L1].toArray();
        for (const QJsonValue &function : functions)
            request.tools << function["name"_L1].toString();
    }
}

void readAnthropic(ModelRequest &request)
{
    const QJsonArray messages = request.body.value("messages"_L1).toArray();
    for (const QJsonValue &message : messages) {
        if (message["role"_L1].toString() != "user"_L1)
            continue;
        if (message["content"_L1].isString())
            addText(request, message["content"_L1].toString());
        const QJsonArray parts = message["content"_L1].toArray();
        for (const QJsonValue &part : parts) {
            if (part["type"_L1].toString() == "tool_result"_L1)
                request.toolResults << textOf(part["content"_L1]);
            else if (part["type"_L1].toString() == "text"_L1
                     && !part["text"_L1].toString().startsWith(u"<system-reminder>"_s))
                addText(request, part["text"_L1].toString());
        }
    }
    const QJsonArray tools = request.body.value("tools"_L1).toArray();
    for (const QJsonValue &tool : tools)
        request.tools << tool["name"_L1].toString();
}

void readResponses(ModelRequest &request)
{
    const QJsonArray items = request.body.value("input"_L1).toArray();
    for (const QJsonValue &item : items) {
        const QString type = item["type"_L1].toString();
        if (type.endsWith(u"_call_output"_s))
            request.toolResults << (item["output"_L1].isString() ? item["output"_L1].toString()
                                                                 : textOf(item["output"_L1]));
        else if (item["role"_L1].toString() == "user"_L1)
            addText(request, textOf(item["content"_L1]));
        if (type == "additional_tools"_L1) {
            const QJsonArray more = item["tools"_L1].toArray();
            for (const QJsonValue &tool : more)
                request.tools << tool["name"_L1].toString();
        }
    }
    const QJsonArray tools = request.body.value("tools"_L1).toArray();
    for (const QJsonValue &tool : tools)
        request.tools << tool["name"_L1].toString(tool["type"_L1].toString());
}

void readChat(ModelRequest &request)
{
    const QJsonArray messages = request.body.value("messages"_L1).toArray();
    for (const QJsonValue &message : messages) {
        if (message["role"_L1].toString() == "user"_L1)
            addText(request, textOf(message["content"_L1]));
        else if (message["role"_L1].toString() == "tool"_L1)
            request.toolResults << textOf(message["content"_L1]);
    }
    const QJsonArray tools = request.body.value("tools"_L1).toArray();
    for (const QJsonValue &tool : tools)
        request.tools << tool["function"_L1]["name"_L1].toString();
}

QJsonObject gemini(const ModelReply &reply)
{
    QJsonArray parts;
    if (!reply.text.isEmpty())
        parts.append(QJsonObject{{u"text"_s, reply.text}});
    if (!reply.tool.isEmpty())
        parts.append(
            QJsonObject{{u"functionCall"_s, QJsonObject{{u"name"_s, reply.tool}, {u"args"_s, reply.arguments}}}});
    const QJsonObject content{{u"role"_s, u"model"_s}, {u"parts"_s, parts}};
    return {{u"candidates"_s,
             QJsonArray{QJsonObject{{u"content"_s, content}, {u"finishReason"_s, u"STOP"_s}, {u"index"_s, 0}}}},
            {u"usageMetadata"_s,
             QJsonObject{{u"promptTokenCount"_s, 100}, {u"candidatesTokenCount"_s, 10}, {u"totalTokenCount"_s, 110}}}};
}

QJsonArray anthropicContent(const ModelReply &reply, int number)
{
    QJsonArray content;
    if (!reply.text.isEmpty())
        content.append(QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, reply.text}});
    if (!reply.tool.isEmpty()) {
        content.append(QJsonObject{{u"type"_s, u"tool_use"_s},
                                   {u"id"_s, u"toolu_%1"_s.arg(number)},
                                   {u"name"_s, reply.tool},
                                   {u"input"_s, reply.arguments}});
    }
    return content;
}

QJsonObject anthropic(const ModelReply &reply, int number)
{
    return {{u"id"_s, u"msg_%1"_s.arg(number)},
            {u"type"_s, u"message"_s},
            {u"role"_s, u"assistant"_s},
            {u"model"_s, u"test-model"_s},
            {u"content"_s, anthropicContent(reply, number)},
            {u"stop_reason"_s, reply.tool.isEmpty() ? u"end_turn"_s : u"tool_use"_s},
            {u"stop_sequence"_s, QJsonValue::Null},
            {u"usage"_s, QJsonObject{{u"input_tokens"_s, 100}, {u"output_tokens"_s, 10}}}};
}

QByteArrayList anthropicStream(const ModelReply &reply, int number)
{
    QJsonObject message = anthropic(reply, number);
    const QJsonArray content = message.take("content"_L1).toArray();
    const QJsonValue reason = message.value("stop_reason"_L1);
    message.insert("content"_L1, QJsonArray());
    message.insert("stop_reason"_L1, QJsonValue::Null);
    QByteArrayList events{block({{u"type"_s, u"message_start"_s}, {u"message"_s, message}})};
    for (int index = 0; index < content.size(); ++index) {
        QJsonObject part = content.at(index).toObject();
        const bool isText = part.value("type"_L1).toString() == "text"_L1;
        const QJsonObject delta = isText
            ? QJsonObject{{u"type"_s, u"text_delta"_s}, {u"text"_s, part.value("text"_L1)}}
            : QJsonObject{{u"type"_s, u"input_json_delta"_s},
                          {u"partial_json"_s, QString::fromUtf8(compact(part.value("input"_L1).toObject()))}};
        part.insert(isText ? "text"_L1 : "input"_L1, isText ? QJsonValue(QString()) : QJsonValue(QJsonObject()));
        events << block({{u"type"_s, u"content_block_start"_s}, {u"index"_s, index}, {u"content_block"_s, part}})
               << block({{u"type"_s, u"content_block_delta"_s}, {u"index"_s, index}, {u"delta"_s, delta}})
               << block({{u"type"_s, u"content_block_stop"_s}, {u"index"_s, index}});
    }
    return events << block(
               {{u"type"_s, u"message_delta"_s},
                {u"delta"_s, QJsonObject{{u"stop_reason"_s, reason}, {u"stop_sequence"_s, QJsonValue::Null}}},
                {u"usage"_s, QJsonObject{{u"output_tokens"_s, 10}}}})
                  << block({{u"type"_s, u"message_stop"_s}});
}

QJsonArray responsesOutput(const ModelReply &reply, int number)
{
    QJsonArray output;
    if (!reply.text.isEmpty()) {
        output.append(QJsonObject{
            {u"type"_s, u"message"_s},
            {u"id"_s, u"msg_%1"_s.arg(number)},
            {u"role"_s, u"assistant"_s},
            {u"status"_s, u"completed"_s},
            {u"content"_s,
             QJsonArray{QJsonObject{
                 {u"type"_s, u"output_text"_s}, {u"text"_s, reply.text}, {u"annotations"_s, QJsonArray()}}}}});
    }
    if (!reply.tool.isEmpty()) {
        const QString id = u"call_%1"_s.arg(number);
        if (!reply.freeInput.isEmpty())
            output.append(QJsonObject{{u"type"_s, u"custom_tool_call"_s},
                                      {u"id"_s, u"ctc_%1"_s.arg(number)},
                                      {u"call_id"_s, id},
                                      {u"name"_s, reply.tool},
                                      {u"input"_s, reply.freeInput}});
        else
            output.append(QJsonObject{{u"type"_s, u"function_call"_s},
                                      {u"id"_s, u"fc_%1"_s.arg(number)},
                                      {u"call_id"_s, id},
                                      {u"name"_s, reply.tool},
                                      {u"arguments"_s, QString::fromUtf8(compact(reply.arguments))},
                                      {u"status"_s, u"completed"_s}});
    }
    return output;
}

QJsonObject responses(const ModelReply &reply, int number)
{
    const QJsonObject usage{{u"input_tokens"_s, 100}, {u"output_tokens"_s, 10}, {u"total_tokens"_s, 110},
                            {u"input_tokens_details"_s, QJsonObject{{u"cached_tokens"_s, 0}}},
                            {u"output_tokens_details"_s, QJsonObject{{u"reasoning_tokens"_s, 0}}}};
    return {{u"id"_s, u"resp_%1"_s.arg(number)}, {u"object"_s, u"response"_s}, {u"status"_s, u"completed"_s},
            {u"output"_s, responsesOutput(reply, number)}, {u"usage"_s, usage}};
}

QByteArrayList responsesStream(const ModelReply &reply, int number)
{
    const QJsonObject response = responses(reply, number);
    QByteArrayList events{
        block({{u"type"_s, u"response.created"_s},
               {u"response"_s, QJsonObject{{u"id"_s, response.value("id"_L1)}, {u"status"_s, u"in_progress"_s}}}})};
    const QJsonArray output = response.value("output"_L1).toArray();
    for (int index = 0; index < output.size(); ++index) {
        events << block(
            {{u"type"_s, u"response.output_item.added"_s}, {u"output_index"_s, index}, {u"item"_s, output.at(index)}});
        events << block(
            {{u"type"_s, u"response.output_item.done"_s}, {u"output_index"_s, index}, {u"item"_s, output.at(index)}});
    }
    return events << block({{u"type"_s, u"response.completed"_s}, {u"response"_s, response}});
}

QJsonObject chatMessage(const ModelReply &reply, int number)
{
    QJsonObject message{{u"role"_s, u"assistant"_s}, {u"content"_s, reply.text}};
    if (!reply.tool.isEmpty()) {
        const QJsonObject function{{u"name"_s, reply.tool},
                                   {u"arguments"_s, QString::fromUtf8(compact(reply.arguments))}};
        message.insert("tool_calls"_L1,
                       QJsonArray{QJsonObject{{u"index"_s, 0},
                                              {u"id"_s, u"call_%1"_s.arg(number)},
                                              {u"type"_s, u"function"_s},
                                              {u"function"_s, function}}});
    }
    return message;
}

QJsonObject chatFrame(int number, const QString &object, const QJsonObject &choice)
{
    return {{u"id"_s, u"chat_%1"_s.arg(number)},
            {u"object"_s, object},
            {u"model"_s, u"test-model"_s},
            {u"choices"_s, QJsonArray{choice}}};
}

QString chatReason(const ModelReply &reply)
{
    return reply.tool.isEmpty() ? u"stop"_s : u"tool_calls"_s;
}

QJsonObject withChatUsage(QJsonObject object)
{
    object.insert("usage"_L1,
                  QJsonObject{{u"prompt_tokens"_s, 100}, {u"completion_tokens"_s, 10}, {u"total_tokens"_s, 110}});
    return object;
}

QJsonObject chat(const ModelReply &reply, int number)
{
    const QJsonObject choice{
        {u"index"_s, 0}, {u"message"_s, chatMessage(reply, number)}, {u"finish_reason"_s, chatReason(reply)}};
    return withChatUsage(chatFrame(number, u"chat.completion"_s, choice));
}

// What is said first, then why it ends: a stream that stops in between has not ended.
QByteArrayList chatStream(const ModelReply &reply, int number)
{
    const QString kind = u"chat.completion.chunk"_s;
    const QJsonObject said{
        {u"index"_s, 0}, {u"delta"_s, chatMessage(reply, number)}, {u"finish_reason"_s, QJsonValue::Null}};
    const QJsonObject end{{u"index"_s, 0}, {u"delta"_s, QJsonObject()}, {u"finish_reason"_s, chatReason(reply)}};
    return {block(chatFrame(number, kind, said), false), block(withChatUsage(chatFrame(number, kind, end)), false),
            "data: [DONE]\n\n"};
}

} // namespace

std::optional<Dialect> dialectOf(const QByteArray &path)
{
    if (path.contains(":streamGenerateContent") || path.contains(":generateContent"))
        return Dialect::Gemini;
    if (path.contains("/messages") && !path.contains("count_tokens"))
        return Dialect::Anthropic;
    if (path.contains("/responses"))
        return Dialect::OpenAiResponses;
    if (path.contains("/chat/completions"))
        return Dialect::OpenAiChat;
    return std::nullopt;
}

ModelRequest readRequest(Dialect dialect, const QByteArray &path, const QJsonObject &body)
{
    ModelRequest request{.dialect = dialect,
                         .model = body.value("model"_L1).toString(),
                         .wantsStream = body.value("stream"_L1).toBool(),
                         .body = body};
    switch (dialect) {
    case Dialect::Gemini:
        request.wantsStream = path.contains(":stream");
        request.model = QString::fromUtf8(path).section(u"/models/"_s, 1).section(u':', 0, 0);
        readGemini(request);
        break;
    case Dialect::Anthropic:
        readAnthropic(request);
        break;
    case Dialect::OpenAiResponses:
        readResponses(request);
        break;
    case Dialect::OpenAiChat:
        readChat(request);
        break;
    }
    return request;
}

QByteArrayList streamed(Dialect dialect, const ModelReply &reply, int number)
{
    switch (dialect) {
    case Dialect::Gemini:
        return {block(gemini(reply), false)};
    case Dialect::Anthropic:
        return anthropicStream(reply, number);
    case Dialect::OpenAiResponses:
        return responsesStream(reply, number);
    case Dialect::OpenAiChat:
        break;
    }
    return chatStream(reply, number);
}

QJsonObject whole(Dialect dialect, const ModelReply &reply, int number)
{
    switch (dialect) {
    case Dialect::Gemini:
        return gemini(reply);
    case Dialect::Anthropic:
        return anthropic(reply, number);
    case Dialect::OpenAiResponses:
        return responses(reply, number);
    case Dialect::OpenAiChat:
        break;
    }
    return chat(reply, number);
}

QJsonObject errorBody(Dialect dialect, const ModelReply &reply)
{
    const QString text = reply.text.isEmpty() ? u"the test's server answers %1"_s.arg(reply.status) : reply.text;
    if (dialect == Dialect::Gemini)
        return {{u"error"_s, QJsonObject{{u"code"_s, reply.status}, {u"message"_s, text}, {u"status"_s, u"FAILED"_s}}}};
    if (dialect == Dialect::Anthropic)
        return {{u"type"_s, u"error"_s}, {u"error"_s, QJsonObject{{u"type"_s, u"api_error"_s}, {u"message"_s, text}}}};
    return {{u"error"_s,
             QJsonObject{{u"message"_s, text}, {u"type"_s, u"error"_s}, {u"code"_s, QString::number(reply.status)}}}};
}

} // namespace docket
