using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Analysis;

/// <summary>Every diagnostic of the project. Each names the net and, where there is one, the layer; has a page in docs/diagnostics.</summary>
internal static class DiagnosticDescriptors
{
    private const string Category = "CompiledNets";

    public static readonly DiagnosticDescriptor NotPartial = Error(
        "CN0001", "A net must be a partial class", "Net '{0}' is not partial, so its generated half has no place: write 'partial class {0}'");

    public static readonly DiagnosticDescriptor ContainingTypeNotPartial = Error(
        "CN0002", "A type that contains a net must be partial", "Net '{0}' is nested in '{1}', which is not partial: write 'partial {2} {1}', or move the net out");

    public static readonly DiagnosticDescriptor Generic = Error(
        "CN0003", "A net cannot be generic", "Net '{0}' is generic, or nested in a generic type ('{1}'): kernels are written for fixed sizes, so remove the type parameters");

    public static readonly DiagnosticDescriptor UnsuitableClass = Error(
        "CN0004", "A net must be an ordinary class", "Net '{0}' is {1}: declare an ordinary partial class, each instance of which has parameters of its own");

    public static readonly DiagnosticDescriptor NoLayers = Error(
        "CN0005", "A net needs a layer", "Net '{0}' has no layers: add at least one below [CompiledNet], for example [Dense(10)]");

    public static readonly DiagnosticDescriptor SeveralLosses = Error(
        "CN0006", "A net has one loss", "Net '{0}' has two losses, {1} and {2}: keep one");

    public static readonly DiagnosticDescriptor SeveralOptimizers = Error(
        "CN0007", "A net has one optimizer", "Net '{0}' has two optimizers, {1} and {2}: keep one");

    public static readonly DiagnosticDescriptor LossWithoutOptimizer = Error(
        "CN0008", "A loss needs an optimizer", "Net '{0}' has the loss {1} but no optimizer: add one, for example [Adam], or remove the loss for a net that only predicts");

    public static readonly DiagnosticDescriptor OptimizerWithoutLoss = Error(
        "CN0009", "An optimizer needs a loss", "Net '{0}' has {1} but no loss to minimise: add one, for example [MeanSquaredError], or remove {1} for a net that only predicts");

    public static readonly DiagnosticDescriptor SizeNotPositive = Error(
        "CN0010", "A size must be positive", "{1} of net '{0}' has {2} = {3}: {4}");

    public static readonly DiagnosticDescriptor InputsMismatch = Error(
        "CN0011", "A layer's Inputs does not match what comes in", "Layer '{1}' of net '{0}' has Inputs = {2}, so it expects [{2}], but {3} gives it {4}: write Inputs = {5}, or make {3} {2} wide");

    public static readonly DiagnosticDescriptor CrossEntropyNeedsClasses = Error(
        "CN0012", "CrossEntropy needs two or more outputs", "Net '{0}' ends in layer '{1}' with shape {2}, and CrossEntropy over one class is always 0: give it one output per class ([2] or more), or use [BinaryCrossEntropy] with one output");

    public static readonly DiagnosticDescriptor SoftmaxInBinaryCrossEntropy = Error(
        "CN0013", "Softmax does not go with BinaryCrossEntropy", "Layer '{1}' of net '{0}' applies Softmax over {2}, but BinaryCrossEntropy treats every output as a yes or no of its own: use Activation.Sigmoid or none for the outputs {3}, or [CrossEntropy] for classes that exclude each other");

    public static readonly DiagnosticDescriptor HyperparameterOutOfRange = Error(
        "CN0014", "A hyperparameter is out of range", "{1} of net '{0}' has {2} = {3}: it must be {4}");

    public static readonly DiagnosticDescriptor SpreadAttributes = Error(
        "CN0015", "A net's attributes stand on one declaration", "Net '{0}' has attributes on several of its partial declarations, so the order of its layers would be a guess: move [{1}] to the declaration with [CompiledNet]");

    public static readonly DiagnosticDescriptor TooLarge = Error(
        "CN0016", "A net is too large", "Layer '{1}' of net '{0}', {2} to {3}, brings the net to {4} {5}, and an array holds {6}: make a layer smaller");

    public static readonly DiagnosticDescriptor InvalidName = Error(
        "CN0017", "A layer's name must be an identifier", "{1} of net '{0}' has Name = {2}: a name is at most {3} letters, digits and underscores, and begins with a letter");

    public static readonly DiagnosticDescriptor DuplicateName = Error(
        "CN0018", "Layer names must differ", "Net '{0}' has two layers named '{1}' (case does not count): rename one of them");

    public static readonly DiagnosticDescriptor UnsupportedShape = Error(
        "CN0019", "A layer does not accept the shape that comes in", "Layer '{1}' of net '{0}' takes {2}, but {3} gives it {4}: {5}");

    public static readonly DiagnosticDescriptor ClipGradientsNeedsOne = Error(
        "CN0020", "ClipGradients takes Norm or Value", "ClipGradients of net '{0}' sets {1}: set exactly one of Norm and Value");

    public static readonly DiagnosticDescriptor ReservedName = Error(
        "CN0021", "A net's name is taken", "Net '{0}' has the name of {1}: choose another name for the class");

    public static readonly DiagnosticDescriptor LogitsExpected = Warning(
        "CN0022", "The loss expects logits", "Layer '{1}' of net '{0}' ends in {2} over {3}, and {4} takes what comes out as logits: leave the activation out, or use Activation.{5} in the last layer, where it is fused with the loss");

    public static readonly DiagnosticDescriptor ClipWithoutOptimizer = Error(
        "CN0023", "ClipGradients needs an optimizer", "Net '{0}' clips gradients but has no optimizer: add a loss and an optimizer, or remove [ClipGradients]");

    public static readonly DiagnosticDescriptor NotANet = Warning(
        "CN0024", "Attributes of a net without [CompiledNet]", "Class '{0}' has [{1}] but not [CompiledNet], so nothing is generated: add [CompiledNet(inputs)] above");

    public static readonly DiagnosticDescriptor UndefinedEnumValue = Error(
        "CN0025", "A value is not one of its enum", "{1} of net '{0}' has {2} = {3}, which {4} does not define: use one of its names");

    public static readonly DiagnosticDescriptor SoftmaxOfOne = Warning(
        "CN0026", "Softmax over one value is always 1", "Layer '{1}' of net '{0}' applies Softmax over {2}, which gives 1 whatever comes in: use Activation.Sigmoid, or two outputs and more");

    public static readonly DiagnosticDescriptor BatchTooLarge = Error(
        "CN0027", "A batch is too large", "Net '{0}' needs {1} floats for the activations of BatchSize = {2} rows, and an array holds {3}: make BatchSize smaller");

    public static readonly DiagnosticDescriptor RowTooLarge = Error(
        "CN0028", "A row is too large", "{1} of net '{0}' has the shape {2}, and a row may take {3} floats, padding included: make it smaller");

    public static readonly DiagnosticDescriptor MemberCollision = Error(
        "CN0029", "A member is generated already", "Net '{0}' declares '{1}', which is also generated into it: rename it, or remove it and use the generated one");

    public static readonly DiagnosticDescriptor InheritedCollision = Error(
        "CN0030", "A base class has a member that is generated", "Net '{0}' inherits '{1}' from '{2}', and a member of that name is generated into it: rename it there, or use another base class");

    public static readonly DiagnosticDescriptor ConstructorNotChained = Error(
        "CN0031", "A net's constructor must call the generated one", "This constructor of net '{0}' does not call the generated one, so the net would have no parameters: write ': this(seed: 0)' behind it");

    public static readonly DiagnosticDescriptor LanguageTooOld = Error(
        "CN0032", "A net needs C# 11", "Net '{0}' is compiled as C# {1}, and its kernels need C# 11 or later: raise <LangVersion>, or remove it from the project");

    public static readonly DiagnosticDescriptor SoftmaxOfImage = Error(
        "CN0033", "Softmax needs a row of features", "Layer '{1}' of net '{0}' applies Softmax to {2}: over which of their axes is not said, so leave it out here, and put [Flatten] and [Activate(Activation.Softmax)] behind the layer");

    public static readonly DiagnosticDescriptor BordersDropped = Warning(
        "CN0034", "A pool drops border values", "Layer '{1}' of net '{0}' takes {2} to {3} and drops {4}, which no whole window covers: let {5} come in, choose another size or Stride, or disable this warning");

    public static readonly DiagnosticDescriptor BatchNormOfOne = Error(
        "CN0035", "BatchNorm needs two values of a channel", "Layer '{1}' of net '{0}' normalises each value of {2} over the rows of a batch, and BatchSize = 1 allows one row, whose variance is 0: write BatchSize = 2 or more, or use [LayerNorm]");

    public static readonly DiagnosticDescriptor LayerNormOfOne = Warning(
        "CN0036", "LayerNorm over one value gives its bias", "Layer '{1}' of net '{0}' normalises the one feature of {2}, which gives its bias whatever comes in: remove it, use [BatchNorm], or give it two features and more");

    public static readonly DiagnosticDescriptor NoLayerToAdd = Error(
        "CN0037", "Add names an earlier layer", "Layer '{1}' of net '{0}' adds the output of layer '{2}', {3}: {4}");

    public static readonly DiagnosticDescriptor AddedShapesDiffer = Error(
        "CN0038", "Add takes two equal shapes", "Layer '{1}' of net '{0}' adds the output of layer '{2}', {3}, to what {4} gives it, {5}: let both give the same shape, or name another layer");

    public static readonly DiagnosticDescriptor EmbeddingNotFirst = Error(
        "CN0039", "Embedding is the first layer", "Layer '{1}' of net '{0}' takes indices, [time], but {2} gives it numbers, {3}: make it the first layer, where the net's inputs are its indices");

    public static readonly DiagnosticDescriptor CrossEntropyOfAxes = Error(
        "CN0040", "CrossEntropy takes a row of classes", "Net '{0}' ends in layer '{1}' with shape {2}, and CrossEntropy takes one row of classes, not one for each step or pixel: put [Flatten] at the end if all {3} values are the classes of one row, or end in a layer that gives [classes]");

    public static readonly DiagnosticDescriptor NothingToTrain = Warning(
        "CN0041", "A net has nothing to train", "Net '{0}' declares [{1}], but none of its layers has parameters, from {2} to {3}: add a layer with weights, or remove loss and optimizer");

    public static readonly DiagnosticDescriptor OtherAxes = Warning(
        "CN0042", "A layer takes the axes for others", "Layer '{1}' of net '{0}' takes {2}, but {3} gives it {4}, {5}, so that it would take {6}: put [Transpose] above it, or disable this warning");

    /// <summary>All of them, in the order of their ids.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        NotPartial,
        ContainingTypeNotPartial,
        Generic,
        UnsuitableClass,
        NoLayers,
        SeveralLosses,
        SeveralOptimizers,
        LossWithoutOptimizer,
        OptimizerWithoutLoss,
        SizeNotPositive,
        InputsMismatch,
        CrossEntropyNeedsClasses,
        SoftmaxInBinaryCrossEntropy,
        HyperparameterOutOfRange,
        SpreadAttributes,
        TooLarge,
        InvalidName,
        DuplicateName,
        UnsupportedShape,
        ClipGradientsNeedsOne,
        ReservedName,
        LogitsExpected,
        ClipWithoutOptimizer,
        NotANet,
        UndefinedEnumValue,
        SoftmaxOfOne,
        BatchTooLarge,
        RowTooLarge,
        MemberCollision,
        InheritedCollision,
        ConstructorNotChained,
        LanguageTooOld,
        SoftmaxOfImage,
        BordersDropped,
        BatchNormOfOne,
        LayerNormOfOne,
        NoLayerToAdd,
        AddedShapesDiffer,
        EmbeddingNotFirst,
        CrossEntropyOfAxes,
        NothingToTrain,
        OtherAxes,
    ];

    private static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: "docs/diagnostics/" + id + ".md");
}
