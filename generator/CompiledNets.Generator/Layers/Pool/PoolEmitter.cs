using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Pool;

/// <summary>
/// Prints a pool's passes: for each line of windows and each vector of channels a tile, which goes along the line. Where a pixel ends in half a vector of
/// 16 lanes, a tile of its own loads and stores that half.
/// </summary>
internal static class PoolEmitter
{
    private const int HalfVector = Panels.Width / 2;

    public static void EmitForward(CodeWriter writer, PoolPlan pool)
    {
        string[] rows = ["x", "y"];
        writer.Separate();
        writer.Summary($"y = {pool.Function.Value} of each window of {pool.Window}: [rows, {Sizes(pool.Input)}] → [rows, {Sizes(pool.OutputShape)}].");
        EmitRows(writer, pool, "Forward", "ForwardTile", rows);
        EmitTiles(writer, pool, "ForwardTile", rows, lanes =>
        {
            writer.Line($"V a = {pool.Function.Start}, v;");
            EmitValues(writer, pool, pool.ForwardWindow, ["x"], (suffix, offset) => writer.Line($"v = {lanes.Load("x" + suffix, offset)}; {pool.Function.Take}"));
            writer.Line(lanes.Store(pool.Function.Finish(pool.WindowLength), "y", 0));
        });
    }

    /// <summary>The forward pass of a trainer, where the layer in front takes the derivatives as they are, with the places where they belong.</summary>
    public static void EmitForwardWithPlaces(CodeWriter writer, PoolPlan pool, PeakPlaces places)
    {
        string[] rows = ["x", "y", "places"];
        writer.Separate();
        writer.Summary("The same, and for each window the place of the first of the largest values: how many floats further on the layer in front read for it than for the window's first value.");
        EmitRows(writer, pool, "ForwardWithPlaces", "PlacesTile", rows);
        EmitTiles(writer, pool, "PlacesTile", rows, lanes =>
        {
            writer.Line($"V a = {pool.Function.Start}, at = V.Zero, v, place;");
            for (int value = 0; value < pool.WindowLength; value++)
            {
                int line = value / pool.Horizontal.Size, pixel = value % pool.Horizontal.Size;
                int place = (line * places.LineStep) + (pixel * places.PixelStep);
                string follow = value == 0 ? "" : $"place = V.Broadcast(global::System.BitConverter.Int32BitsToSingle({place})); {pool.Function.Follow} ";
                writer.Line($"v = {lanes.Load("x", (line * pool.LineStride) + (pixel * pool.PixelStride))}; {follow}{pool.Function.Take}");
            }

            writer.Line(lanes.Store(pool.Function.Finish(pool.WindowLength), "y", 0));
            writer.Line(lanes.Store("at", "places", 0));
        });
    }

    public static void EmitBackward(CodeWriter writer, PoolPlan pool)
    {
        string[] rows = pool.Function.NeedsValues ? ["x", "y", "dy", "dx"] : ["dy", "dx"];
        writer.Separate();
        writer.Summary($"dx from dy: of each window's d, {pool.Function.Derivative}{(pool.Overlaps ? "; added up over the windows in their order" : "")}.");
        EmitRows(
            writer, pool, "Backward", "BackwardTile", rows,
            pool.IsTiled ? "" : $"global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref dx, {pool.InputLayout.Length}).Clear();");
        EmitTiles(writer, pool, "BackwardTile", rows, lanes =>
        {
            writer.Line($"V d = {lanes.Load("dy", 0)};");
            if (pool.Function.NeedsValues)
                writer.Line($"V a = {lanes.Load("y", 0)}, v;");
            writer.Line(pool.Function.Share(pool.WindowLength));
            EmitValues(writer, pool, pool.BackwardWindow, [.. rows.Where(IsIncoming)], (suffix, offset) => EmitDerivative(writer, pool, lanes, suffix, offset));
        });
    }

    private static void EmitDerivative(CodeWriter writer, PoolPlan pool, Lanes lanes, string suffix, int offset)
    {
        string dx = "dx" + suffix, given = pool.Overlaps ? $"{lanes.Load(dx, offset)} + ({pool.Function.Give})" : pool.Function.Give;
        string store = lanes.Store(given, dx, offset);
        writer.Line(pool.Function.NeedsValues ? $"v = {lanes.Load("x" + suffix, offset)}; {pool.Function.Next} {store} {pool.Function.Taken}" : store);
    }

    /// <summary>The method that goes through all rows, <paramref name="first"/> before each.</summary>
    private static void EmitRows(CodeWriter writer, PoolPlan pool, string name, string tile, string[] rows, string first = "")
    {
        using (writer.Kernel(name, Parameters(rows) + ", int rows"))
        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            if (first.Length > 0)
                writer.Line(first);
            EmitLines(writer, pool, tile, rows);
            EmitMoves(writer, rows, pool.InputStride, pool.OutputStride);
        }
    }

    /// <summary>A row: line after line of windows, vector after vector of channels.</summary>
    private static void EmitLines(CodeWriter writer, PoolPlan pool, string tile, string[] rows)
    {
        using (writer.Loop("line", pool.Vertical.Windows))
        {
            writer.Line($"for (int channel = 0; channel + V.Count <= {pool.PixelStride}; channel += V.Count)");
            writer.Line($"    {tile}<V>({Arguments("channel")});");
            if (pool.EndsInHalf)
            {
                writer.Line("if (V.Count == 16)");
                writer.Line($"    {tile}OfHalf<V>({Arguments(Literal.Int(pool.PixelStride - HalfVector))});");
            }
        }

        string Arguments(string channel) => string.Join(", ", rows.Select(row => $"ref At(ref {row}, {(pool.Vertical.Windows == 1 ? "" : $"line * {LineStride(row)} + ")}{channel})"));

        int LineStride(string row) => IsIncoming(row) ? pool.Vertical.Stride * pool.LineStride : pool.Horizontal.Windows * pool.PixelStride;
    }

    /// <summary>The tile for whole vectors, and where a pixel ends in half of one the tile for that.</summary>
    private static void EmitTiles(CodeWriter writer, PoolPlan pool, string name, string[] rows, Action<Lanes> emitWindow)
    {
        foreach (Lanes lanes in pool.EndsInHalf ? new[] { new Lanes(IsHalf: false), new Lanes(IsHalf: true) } : [new Lanes(IsHalf: false)])
        {
            writer.Separate();
            writer.Summary($"{(pool.Horizontal.Windows == 1 ? "One window" : $"A line of {pool.Horizontal.Windows} windows")}, {(lanes.IsHalf ? $"{HalfVector} channels in half a vector" : "a vector of channels")}.");
            using (writer.Kernel("private", "void", name + (lanes.IsHalf ? "OfHalf" : ""), [], Parameters(rows)))
            using (writer.Loop("window", pool.Horizontal.Windows))
            {
                emitWindow(lanes);
                if (pool.Horizontal.Windows > 1)
                    EmitMoves(writer, rows, pool.Horizontal.Stride * pool.PixelStride, pool.PixelStride);
            }
        }
    }

    /// <summary>The values of a window, line by line; in a loop, references of their own move along <paramref name="rows"/>.</summary>
    private static void EmitValues(CodeWriter writer, PoolPlan pool, WindowCode code, string[] rows, Action<string, int> emitValue)
    {
        if (code.IsWhole)
        {
            for (int value = 0; value < pool.WindowLength; value++)
                emitValue("", (value / pool.Horizontal.Size * pool.LineStride) + (value % pool.Horizontal.Size * pool.PixelStride));
            return;
        }

        foreach (string row in rows)
            writer.Line($"ref float {row}Line = ref {row};");
        using (writer.Loop("windowLine", pool.Vertical.Size))
        {
            int moved = SumEmitter.Emit(
                writer, code.Line, code.Line.Parts[0], step => emitValue("Line", step * pool.PixelStride), [.. rows.Select(row => (row + "Line", pool.PixelStride))]);
            if (pool.Vertical.Size > 1)
                EmitMoves(writer, [.. rows.Select(row => row + "Line")], pool.LineStride - (moved * pool.PixelStride), 0);
        }
    }

    private static void EmitMoves(CodeWriter writer, string[] rows, int incoming, int outgoing)
    {
        foreach (string row in rows)
            writer.Line($"{row} = ref At(ref {row}, {(IsIncoming(row) ? incoming : outgoing)});");
    }

    /// <summary>Whether a reference is to what comes in, or to its derivative.</summary>
    private static bool IsIncoming(string row) => row.Contains("x");

    private static string Parameters(string[] rows) => string.Join(", ", rows.Select(row => "ref float " + row));

    private static string Sizes(Shape shape) => string.Join(", ", shape.Sizes);

    /// <summary>How a tile reads and writes a pixel's channels: a whole vector of them, or the 8 that are left at its end.</summary>
    private readonly record struct Lanes(bool IsHalf)
    {
        public string Load(string reference, int offset) => IsHalf ? $"V.LoadFirst(ref {reference}, {offset}, {HalfVector})" : $"V.Load(ref {reference}, {offset})";

        public string Store(string value, string reference, int offset) =>
            IsHalf ? $"V.StoreFirst({value}, ref {reference}, {offset}, {HalfVector});" : $"V.Store({value}, ref {reference}, {offset});";
    }
}
