namespace CompiledNets;

/// <summary>
/// Tells an evaluation that found a NaN or an infinity from whatever else may throw; to the outside it is its base class.
/// </summary>
internal sealed class OutputNotFiniteException(string message) : InvalidOperationException(message);
