// The only file that names Dear ImGui, and the only one that knows its versions.
#include <imgui.h>

#include <cfloat>
#include <cmath>

#include "kiosk/paint/stage.h"

namespace balai {

namespace {

Box box_between(const ImVec2& a, const ImVec2& b) {
    const auto at = [](float v) { return static_cast<int>(std::lround(v)); };
    return {at(a.x), at(a.y), at(b.x) - at(a.x), at(b.y) - at(a.y)};
}

// Every primitive we ask for is one rectangle of four corners; anything else in the list would be a mistake of ours.
void collect(const ImDrawList& list, std::vector<Quad>& quads) {
    for (const ImDrawCmd& command : list.CmdBuffer) {
        if (command.UserCallback) continue;
        const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
        const ImDrawIdx* indices = list.IdxBuffer.Data + command.IdxOffset;
        const Box clip =
            box_between({command.ClipRect.x, command.ClipRect.y}, {command.ClipRect.z, command.ClipRect.w});
        const auto* picture = static_cast<const Picture*>(command.GetTexID());
        for (unsigned i = 0; i + 6 <= command.ElemCount; i += 6) {
            const ImDrawVert& first = vertices[indices[i]];
            const ImDrawVert& last = vertices[indices[i + 2]];
            Quad quad;
            quad.to = box_between(first.pos, last.pos);
            quad.clip = clip;
            quad.picture = picture;
            quad.colour = {static_cast<std::uint8_t>(first.col >> IM_COL32_R_SHIFT),
                           static_cast<std::uint8_t>(first.col >> IM_COL32_G_SHIFT),
                           static_cast<std::uint8_t>(first.col >> IM_COL32_B_SHIFT),
                           static_cast<std::uint8_t>(first.col >> IM_COL32_A_SHIFT)};
            if (picture) {
                const auto w = static_cast<float>(picture->width), h = static_cast<float>(picture->height);
                quad.from = box_between({first.uv.x * w, first.uv.y * h}, {last.uv.x * w, last.uv.y * h});
            }
            quads.push_back(quad);
        }
    }
}

}  // namespace

struct Stage::Inside {
    ImGuiContext* context = nullptr;
    std::string as_if;
    bool seen = true;

    Inside() {
        context = ImGui::CreateContext();
        ImGui::SetCurrentContext(context);
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.LogFilename = nullptr;
        io.DeltaTime = 1.0F / 60;
        io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
#if IMGUI_VERSION_NUM >= 18700
        io.ConfigInputTrickleEventQueue = false;
#endif
        // Its own font is never drawn, but a frame cannot begin without one: one glyph is enough.
        static const ImWchar one_glyph[] = {0x20, 0x20, 0};
        ImFontConfig config;
        config.SizePixels = 13;
        config.GlyphRanges = one_glyph;
        io.Fonts->Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
        io.Fonts->AddFontDefault(&config);
        unsigned char* pixels = nullptr;
        int width = 0, height = 0;
        io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
    }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    ~Inside() { ImGui::DestroyContext(context); }

    static void point(std::optional<Finger> finger) {
        ImGuiIO& io = ImGui::GetIO();
        const float x = finger ? static_cast<float>(finger->x) + 0.5F : -FLT_MAX;
        const float y = finger ? static_cast<float>(finger->y) + 0.5F : -FLT_MAX;
        const bool down = finger && finger->down;
#if IMGUI_VERSION_NUM >= 18700
        io.AddMousePosEvent(x, y);
        io.AddMouseButtonEvent(0, down);
#else
        io.MousePos = {x, y};
        io.MouseDown[0] = down;
#endif
    }
};

Stage::Stage() : inside_(std::make_unique<Inside>()) {}
Stage::Stage(Stage&&) noexcept = default;
Stage& Stage::operator=(Stage&&) noexcept = default;
Stage::~Stage() = default;

void Stage::begin(int width, int height, std::optional<Finger> finger, const std::string& as_if, bool only_measured) {
    ImGui::SetCurrentContext(inside_->context);
    inside_->as_if = as_if;
    inside_->seen = as_if.empty() && !only_measured;
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(width), static_cast<float>(height)};
    Inside::point(finger);
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(io.DisplaySize);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0F);
    ImGui::Begin("glass", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBringToFrontOnFocus);
    ImGui::PopStyleVar(2);
}

bool Stage::is_seen() const { return inside_->seen; }

void Stage::quad(Box to, Box from, const Picture* picture, Colour c) {
    if (!inside_->seen) return;
    const ImVec2 upper_left{static_cast<float>(to.x), static_cast<float>(to.y)};
    const ImVec2 lower_right{static_cast<float>(to.right()), static_cast<float>(to.bottom())};
    const ImU32 colour = IM_COL32(c.r, c.g, c.b, c.a);
    const auto w = static_cast<float>(picture->width), h = static_cast<float>(picture->height);
    ImGui::GetWindowDrawList()->AddImage(const_cast<Picture*>(picture), upper_left, lower_right,
                                         {static_cast<float>(from.x) / w, static_cast<float>(from.y) / h},
                                         {static_cast<float>(from.right()) / w, static_cast<float>(from.bottom()) / h},
                                         colour);
}

void Stage::flat(Box to, Colour c) {
    if (!inside_->seen) return;
    // Through the image path with no texture: the filled path would anti-alias the edges of a rectangle that needs
    // none.
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->PushTextureID(nullptr);
    list->PrimReserve(6, 4);
    list->PrimRect({static_cast<float>(to.x), static_cast<float>(to.y)},
                   {static_cast<float>(to.right()), static_cast<float>(to.bottom())}, IM_COL32(c.r, c.g, c.b, c.a));
    list->PopTextureID();
}

Hit Stage::target(const std::string& id, Box box) {
    if (!inside_->as_if.empty()) return {false, id == inside_->as_if};
    ImGui::SetCursorScreenPos({static_cast<float>(box.x), static_cast<float>(box.y)});
    const bool touched = ImGui::InvisibleButton(id.c_str(), {static_cast<float>(box.w), static_cast<float>(box.h)});
    return {ImGui::IsItemActive() && ImGui::IsItemHovered(), touched};
}

std::vector<Quad> Stage::end() {
    ImGui::End();
    ImGui::Render();
    std::vector<Quad> quads;
    const ImDrawData* data = ImGui::GetDrawData();
    for (int i = 0; i < data->CmdListsCount; ++i) collect(*data->CmdLists[i], quads);
    return quads;
}

}  // namespace balai
